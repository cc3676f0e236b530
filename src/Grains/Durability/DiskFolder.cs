using System.Runtime.InteropServices;

namespace FakeNews.Grains.Durability;

/// <summary>Makes names in a folder durable: on POSIX systems a new or renamed file survives a crash only once its folder was flushed too.</summary>
internal static partial class DiskFolder
{
    /// <summary>Flushes a folder's entries to the disk; elsewhere than on Linux and macOS the file system does it by itself.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, 0);
        if (descriptor >= 0)
        {
            // A file system that can't flush folders (some network ones) says so; there is nothing better to do then.
            _ = FSync(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
