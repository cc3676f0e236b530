using System.Security.Cryptography;
using System.Text.Json;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Models;

/// <summary>
/// A model package that was found whole: its manifest obeys the rules, and every file has the sha256 that the manifest states. Immutable.
/// </summary>
public sealed class ModelPackage
{
    /// <summary>The manifest's file name.</summary>
    public const string ManifestFile = "manifest.json";

    /// <summary>The vocabulary's file name.</summary>
    public const string VocabularyFile = "vocab.txt";

    /// <summary>The golden examples' file name; a package may be without.</summary>
    public const string GoldenFile = "golden.jsonl";

    /// <summary>The golden examples of a graph that is not the default; a package may be without.</summary>
    public static string GoldenFileOf(string precision) => $"golden.{precision}.jsonl";

    private const int LargestManifest = 4 << 20;

    private ModelPackage(string folder, ModelManifest manifest, string sha256)
    {
        (Folder, Manifest) = (folder, manifest);
        Identity = new(manifest.Name, manifest.Version, sha256);
    }

    /// <summary>The folder that holds the files.</summary>
    public string Folder { get; }

    /// <summary>All that serving must obey.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>Name, version, and the manifest's sha256, which addresses the whole package.</summary>
    public ModelIdentity Identity { get; }

    /// <summary>The vocabulary's path.</summary>
    public string VocabularyPath => PathOf(VocabularyFile);

    /// <summary>The golden examples' path, or null.</summary>
    public string? GoldenPath => Manifest.Files.ContainsKey(GoldenFile) ? PathOf(GoldenFile) : null;

    /// <summary>The golden examples' path for a graph: its own where there are such, else the package's; or null.</summary>
    /// <param name="precision">As for <see cref="GraphPath"/>.</param>
    public string? GoldenPathOf(string? precision) =>
        precision is not null && Manifest.Files.ContainsKey(GoldenFileOf(precision)) ? PathOf(GoldenFileOf(precision)) : GoldenPath;

    /// <summary>Opens a folder, or a .zip (which is unpacked into the user's temporary folder, once for each content).</summary>
    /// <exception cref="ModelPackageException">It is not a whole package; the message says what is wrong.</exception>
    public static ModelPackage Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
        {
            return ZippedPackage.Open(path);
        }

        var manifestPath = Path.Combine(path, ManifestFile);
        if (!File.Exists(manifestPath))
        {
            throw new ModelPackageException($"There is no model package at {path}: {ManifestFile} is missing.");
        }

        try
        {
            var (manifest, sha256) = ReadManifest(File.ReadAllBytes(manifestPath), path);
            foreach (var (file, expected) in manifest.Files)
            {
                CheckFile(path, file, expected);
            }

            return new(path, manifest, sha256);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelPackageException($"The model package {path} can't be read: {e.Message}", e);
        }
    }

    /// <summary>The path of a graph.</summary>
    /// <param name="precision"><c>fp32</c>, <c>fp16</c> or <c>int8</c>; null for the package's default.</param>
    /// <exception cref="ModelPackageException">The package has no graph of that precision.</exception>
    public string GraphPath(string? precision = null)
    {
        var graph = precision is null ? Manifest.Graphs[0] : Manifest.Graphs.FirstOrDefault(graph => graph.Precision == precision);
        return graph is null
            ? throw new ModelPackageException(
                $"The model package {Identity.Name} {Identity.Version} has no {precision} graph; it has {string.Join(", ", Manifest.Graphs.Select(g => g.Precision))}.")
            : PathOf(graph.File);
    }

    internal static (ModelManifest Manifest, string Sha256) ReadManifest(byte[] bytes, string path)
    {
        ModelManifest? manifest;
        try
        {
            manifest = bytes.Length <= LargestManifest
                ? JsonSerializer.Deserialize(bytes, ManifestJson.Default.ModelManifest)
                : throw new ModelPackageException($"The manifest of {path} has {bytes.Length} bytes; {LargestManifest} are the most.");
        }
        catch (JsonException e)
        {
            throw new ModelPackageException($"The manifest of {path} is not the JSON of a model package: {e.Message}", e);
        }

        return (manifest is null ? "is empty" : ManifestCheck.Fault(manifest)) is { } fault
            ? throw new ModelPackageException($"The manifest of {path} {fault}.")
            : (manifest!, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static void CheckFile(string folder, string file, string expected)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            throw new ModelPackageException($"The model package {folder} lacks {file}.");
        }

        using var stream = File.OpenRead(path);
        if (Convert.ToHexStringLower(SHA256.HashData(stream)) != expected)
        {
            throw new ModelPackageException($"{file} of the model package {folder} is damaged or was changed: its sha256 is not the manifest's.");
        }
    }

    private string PathOf(string file) => Path.Combine(Folder, file);
}
