using System.Runtime.InteropServices;

namespace FakeNews.Grains.Swap;

/// <summary>Gives memory of the C library's allocator back to the system. glibc keeps what lies between pieces that are in use, and a model's pieces are large.</summary>
internal static partial class NativeHeap
{
    /// <summary>Gives back what is free; does nothing where the C library has no such call (musl, macOS, Windows).</summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);
}
