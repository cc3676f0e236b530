using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FakeNews.Chaos.Processes;

/// <summary>Signals of Linux, sent to a process by its id.</summary>
public static partial class Signals
{
    /// <summary>Ends at once.</summary>
    public const int Kill = 9;

    /// <summary>Asks to end.</summary>
    public const int Term = 15;

    /// <summary>Goes on after <see cref="Stop"/>.</summary>
    public const int Continue = 18;

    /// <summary>Stands still.</summary>
    public const int Stop = 19;

    /// <summary>Sends a signal.</summary>
    /// <exception cref="Win32Exception">There is no such process, or it is not ours.</exception>
    public static void Send(int process, int signal)
    {
        if (process <= 1)
        {
            throw new ArgumentOutOfRangeException(nameof(process), process, "Only a process of our own is signalled.");
        }

        if (Native(process, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Native(int process, int signal);
}
