using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace FakeNews.Ingest.Consuming;

/// <summary>Carries results from the threads that judge to the consumer's thread.</summary>
internal sealed class Completions : IDisposable
{
    private readonly ConcurrentQueue<Completion> _queue = new();
    private readonly ManualResetEventSlim _some = new();

    public void Add(Completion completion)
    {
        _queue.Enqueue(completion);
        _some.Set();
    }

    public bool TryTake([MaybeNullWhen(false)] out Completion completion) => _queue.TryDequeue(out completion);

    /// <summary>Waits until something is there; the consumer's thread alone waits and takes.</summary>
    public bool Wait(TimeSpan bound)
    {
        _some.Reset();
        return !_queue.IsEmpty || _some.Wait(bound > TimeSpan.Zero ? bound : TimeSpan.Zero);
    }

    public void Dispose() => _some.Dispose();
}
