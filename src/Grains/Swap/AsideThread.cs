using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace FakeNews.Grains.Swap;

/// <summary>One thread on which models are loaded, checked and warmed, and that gives way to the inference lanes from its second model on.</summary>
/// <remarks>
/// Always the same thread, because memory from the C library's allocator belongs to the arena of the thread that asked for it: a new thread for each model spreads
/// models over all arenas (eight for each core), and none of them is ever given back whole.
/// </remarks>
internal sealed partial class AsideThread : IDisposable
{
    private const int OneProcess = 0;
    private const int ThisThread = 0;

    private readonly BlockingCollection<Action> _work = [];

    /// <param name="name">The thread's name.</param>
    public AsideThread(string name) => new Thread(Loop) { Name = name, IsBackground = true }.Start();

    /// <summary>Runs the work after what came before it.</summary>
    /// <param name="nice">
    /// The thread's niceness from now on: on Linux it belongs to the thread, and an ordinary user can't take it back; elsewhere ordinary thread priority.
    /// </param>
    /// <param name="work">The work.</param>
    public Task<T> RunAsync<T>(int nice, Func<T> work)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _work.Add(() => Run(nice, work, completion));
        }
        catch (InvalidOperationException)
        {
            // The silo stops.
            completion.SetCanceled();
        }

        return completion.Task;
    }

    /// <summary>The thread ends when its work does.</summary>
    public void Dispose() => _work.CompleteAdding();

    private static void Run<T>(int nice, Func<T> work, TaskCompletionSource<T> completion)
    {
        GiveWay(nice);
        try
        {
            completion.SetResult(work());
        }
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            completion.SetException(e);
        }
    }

    private static void GiveWay(int nice)
    {
        if (nice == 0)
        {
            return;
        }

        Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        if (OperatingSystem.IsLinux())
        {
            // May be refused in a sandbox; then it runs like any other thread.
            _ = SetPriority(OneProcess, ThisThread, nice);
        }
    }

    private void Loop()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, int who, int nice);
}
