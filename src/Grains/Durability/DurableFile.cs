namespace FakeNews.Grains.Durability;

/// <summary>Files that survive a crash: after a write returns, a reader finds the new content, and at any moment the old or the new one, whole.</summary>
public static class DurableFile
{
    /// <summary>Replaces a file's content: written beside it, flushed to the disk, then renamed over it.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var beside = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():n}.tmp");
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }

        DiskFolder.Flush(folder);
    }

    /// <summary>Adds to the end of a file and flushes it to the disk.</summary>
    public static void Append(string path, ReadOnlySpan<byte> content)
    {
        var existed = File.Exists(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using (var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        if (!existed)
        {
            DiskFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
    }
}
