using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Training;

/// <summary>
/// Threads of their own for the lanes. A thread pool would spread the work over ever other threads, each of which keeps memory of the C library's that no other
/// can use: gigabytes after some hundred steps.
/// </summary>
public sealed class LaneThreads : IDisposable
{
    private readonly BlockingCollection<Action>[] _work;
    private readonly Thread[] _threads;

    /// <summary>Starts the threads.</summary>
    public LaneThreads(int lanes)
    {
        _work = [.. Enumerable.Range(0, lanes).Select(_ => new BlockingCollection<Action>())];
        _threads = [.. _work.Select((work, lane) => new Thread(() => Run(work)) { IsBackground = true, Name = $"lane {lane}" })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>Number of lanes.</summary>
    public int Count => _threads.Length;

    /// <summary>Runs a function in each of the first lanes and returns what they computed, in the lanes' order.</summary>
    /// <exception cref="AggregateException">A lane failed.</exception>
    public T[] Run<T>(int lanes, Func<int, T> function)
    {
        var results = new TaskCompletionSource<T>[lanes];
        for (var i = 0; i < lanes; i++)
        {
            var (lane, result) = (i, results[i] = new TaskCompletionSource<T>());
            _work[lane].Add(() =>
            {
                try
                {
                    result.SetResult(function(lane));
                }
                catch (Exception failure)
                {
                    result.SetException(failure);
                }
            });
        }

        var all = Task.WhenAll(results.Select(result => result.Task));
        all.Wait();
        return all.Result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var work in _work)
        {
            work.CompleteAdding();
        }

        Array.ForEach(_threads, thread => thread.Join());
        Array.ForEach(_work, work => work.Dispose());
    }

    private static void Run(BlockingCollection<Action> work)
    {
        set_num_threads(1);
        foreach (var item in work.GetConsumingEnumerable())
        {
            item();
        }
    }
}
