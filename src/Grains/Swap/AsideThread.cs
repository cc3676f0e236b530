using System.Runtime.InteropServices;

namespace FakeNews.Grains.Swap;

/// <summary>Runs work on a thread of its own that gives way to the inference lanes.</summary>
internal static partial class AsideThread
{
    private const int OneProcess = 0;
    private const int ThisThread = 0;

    /// <summary>Runs the work.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="nice">Its niceness on Linux, where it belongs to the thread; ordinary thread priority elsewhere.</param>
    /// <param name="work">The work.</param>
    public static Task<T> RunAsync<T>(string name, int nice, Func<T> work)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            if (OperatingSystem.IsLinux())
            {
                // May be refused in a sandbox; then it runs like any other thread.
                _ = SetPriority(OneProcess, ThisThread, nice);
            }

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
        })
        {
            Name = name,
            IsBackground = true,
            Priority = nice > 0 ? ThreadPriority.Lowest : ThreadPriority.Normal,
        };
        thread.Start();
        return completion.Task;
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, int who, int nice);
}
