using System.Globalization;
using System.Runtime.InteropServices;

namespace FakeNews.Trainer.Service;

/// <summary>Lets everything else on the machine go first.</summary>
internal static partial class Niceness
{
    private const int OneProcess = 0;

    /// <summary>Sets the niceness of every thread there is; those that are started later inherit it. On Linux alone.</summary>
    public static void Apply(int nice)
    {
        if (nice == 0 || !OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            // May be refused in a sandbox; then it runs like any other process.
            _ = SetPriority(OneProcess, int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), nice);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, int who, int priority);
}
