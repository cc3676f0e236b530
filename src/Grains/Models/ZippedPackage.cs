using System.IO.Compression;

namespace FakeNews.Grains.Models;

/// <summary>Unpacks a zipped package: only the files that its manifest names, and only to where they belong.</summary>
internal static class ZippedPackage
{
    private const long LargestFile = 4L << 30;

    public static ModelPackage Open(string path)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var entry = archive.GetEntry(ModelPackage.ManifestFile)
                ?? throw new ModelPackageException($"There is no model package in {path}: {ModelPackage.ManifestFile} is missing.");
            var manifestBytes = ReadAll(entry);
            var (manifest, sha256) = ModelPackage.ReadManifest(manifestBytes, path);

            // The user's own folder, and opened anew below: nothing that lies there is trusted unread.
            var folder = Path.Combine(Path.GetTempPath(), $"fakenews-{Environment.UserName}", "models", sha256);
            if (!File.Exists(Path.Combine(folder, ModelPackage.ManifestFile)))
            {
                Unpack(archive, manifest, manifestBytes, folder, path);
            }

            return ModelPackage.Open(folder);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ModelPackageException($"The model package {path} can't be unpacked: {e.Message}", e);
        }
    }

    private static byte[] ReadAll(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static void Unpack(ZipArchive archive, ModelManifest manifest, byte[] manifestBytes, string folder, string path)
    {
        foreach (var file in manifest.Files.Keys)
        {
            var entry = archive.GetEntry(file) ?? throw new ModelPackageException($"The model package {path} lacks {file}.");
            if (entry.Length > LargestFile)
            {
                throw new ModelPackageException($"{file} of the model package {path} has {entry.Length} bytes; {LargestFile} are the most.");
            }

            var target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            entry.ExtractToFile(target, overwrite: true);
        }

        // Last, so that a folder with a manifest was unpacked to the end.
        File.WriteAllBytes(Path.Combine(folder, ModelPackage.ManifestFile), manifestBytes);
    }
}
