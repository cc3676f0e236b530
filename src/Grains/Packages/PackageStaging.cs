using System.Security.Cryptography;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Packages;

/// <summary>Copies a package from its source into a folder of its own, verified while it is copied and flushed to the disk.</summary>
internal static class PackageStaging
{
    private const int LargestManifest = 4 << 20;

    /// <summary>Opens a folder or a .zip to read a package from.</summary>
    /// <exception cref="ModelPackageException">There is none, or it can't be read.</exception>
    public static IPackageSource OpenSource(string path, PackageStoreOptions options) => Reading<IPackageSource>(path, () =>
        Directory.Exists(path) ? new FolderSource(path)
        : File.Exists(path) ? new ZipSource(path, options.MaximumFiles)
        : throw new ModelPackageException($"There is no model package at {path}."));

    /// <summary>The manifest's bytes and content.</summary>
    /// <exception cref="ModelPackageException">There is none, or it breaks a rule.</exception>
    public static (byte[] Bytes, ModelManifest Manifest, string Sha256) ReadManifest(IPackageSource source, PackageStoreOptions options)
    {
        using var stream = Reading(source.Name, () => source.Open(ModelPackage.ManifestFile))
            ?? throw new ModelPackageException($"There is no model package in {source.Name}: {ModelPackage.ManifestFile} is missing.");
        using var memory = new MemoryStream();
        CopyBounded(source.Name, stream, memory, LargestManifest, null, $"{ModelPackage.ManifestFile} of {source.Name} has more than {LargestManifest} bytes.");
        var bytes = memory.ToArray();
        var (manifest, sha256) = ModelPackage.ReadManifest(bytes, source.Name);
        return manifest.Files.Count <= options.MaximumFiles
            ? (bytes, manifest, sha256)
            : throw new ModelPackageException($"The package {source.Name} lists {manifest.Files.Count} files; {options.MaximumFiles} are the most (Packages:MaximumFiles).");
    }

    /// <summary>Copies every file that the manifest lists, and the manifest last.</summary>
    /// <exception cref="ModelPackageException">A file is missing, changed, or larger than a package may be.</exception>
    public static void Copy(IPackageSource source, ModelManifest manifest, byte[] manifestBytes, string folder, PackageStoreOptions options, CancellationToken cancellationToken)
    {
        var left = options.MaximumBytes - manifestBytes.Length;
        foreach (var (file, expected) in manifest.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var input = Reading(source.Name, () => source.Open(file)) ?? throw new ModelPackageException($"The package {source.Name} lacks {file}.");
            var target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var output = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            left -= CopyBounded(source.Name, input, output, left, hash, $"The package {source.Name} unpacks to more than {options.MaximumBytes} bytes (Packages:MaximumBytes).");
            if (Convert.ToHexStringLower(hash.GetHashAndReset()) != expected)
            {
                throw new ModelPackageException($"{file} of the package {source.Name} is damaged or was changed: its sha256 is not the manifest's.");
            }

            output.Flush(flushToDisk: true);
        }

        using var last = new FileStream(Path.Combine(folder, ModelPackage.ManifestFile), FileMode.CreateNew, FileAccess.Write);
        last.Write(manifestBytes);
        last.Flush(flushToDisk: true);
    }

    private static long CopyBounded(string name, Stream input, Stream output, long most, IncrementalHash? hash, string tooLarge)
    {
        var buffer = new byte[81_920];
        var total = 0L;
        while (Reading(name, () => input.Read(buffer)) is var read and > 0)
        {
            // Counted while unpacking: an archive may lie about the size of what it holds.
            total += read;
            if (total > most)
            {
                throw new ModelPackageException(tooLarge);
            }

            hash?.AppendData(buffer, 0, read);
            output.Write(buffer, 0, read);
        }

        return total;
    }

    /// <summary>What can't be read is the package's fault, not the store's; unless a store is what it is read from, which says so itself.</summary>
    private static T Reading<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException or InvalidDataException) and not PackageStoreException)
        {
            throw new ModelPackageException($"The package {name} can't be read: {e.Message}", e);
        }
    }
}
