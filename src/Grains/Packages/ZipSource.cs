using System.IO.Compression;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Packages;

/// <summary>A package in a .zip. Only files that the manifest lists are ever read, and to paths of the manifest's; an archive that tries more is refused.</summary>
internal sealed class ZipSource : IPackageSource
{
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <exception cref="ModelPackageException">It is no archive, or one that was made to do harm.</exception>
    public ZipSource(string path, int maximumFiles)
    {
        Name = path;
        _archive = Read(path);
        try
        {
            Index(maximumFiles);
        }
        catch
        {
            _archive.Dispose();
            throw;
        }
    }

    public string Name { get; }

    public Stream? Open(string file) => _entries.TryGetValue(file, out var entry) ? entry.Open() : null;

    public void Dispose() => _archive.Dispose();

    private static ZipArchive Read(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException e)
        {
            throw new ModelPackageException($"{path} is not a whole .zip archive: {e.Message}", e);
        }
    }

    private void Index(int maximumFiles)
    {
        foreach (var entry in _archive.Entries)
        {
            var name = entry.FullName;
            if (name.EndsWith('/'))
            {
                continue;
            }

            if (name.Contains('\\') || name.Contains(':') || name.StartsWith('/') || name.Split('/').Any(static part => part is ".." or "." or ""))
            {
                throw new ModelPackageException($"The archive {Name} holds a file whose path leaves the archive.");
            }

            if (!_entries.TryAdd(name, entry))
            {
                throw new ModelPackageException($"The archive {Name} holds two files of the same path.");
            }

            if (_entries.Count > maximumFiles)
            {
                throw new ModelPackageException($"The archive {Name} holds more than {maximumFiles} files (Packages:MaximumFiles).");
            }
        }
    }
}
