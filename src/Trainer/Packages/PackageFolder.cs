using System.Security.Cryptography;
using System.Text.Json;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Export;

namespace FakeNews.Trainer.Packages;

/// <summary>Where exported graphs go: into a package that is there, or into a plain folder with <c>export.json</c> beside them.</summary>
public static class PackageFolder
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The temperature of the package's calibration; 1 where there is no package.</summary>
    public static double Temperature(string folder) => IsPackage(folder) ? ModelPackage.Open(folder).Manifest.Temperature : 1;

    /// <summary>Puts a file of a package in its place.</summary>
    /// <returns>Its sha256, for the manifest.</returns>
    public static string Put(string folder, string path, byte[] bytes)
    {
        var target = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>Writes the manifest, which is last: it makes the folder a package.</summary>
    public static void Put(string folder, ModelManifest manifest) =>
        File.WriteAllText(Path.Combine(folder, ModelPackage.ManifestFile), JsonSerializer.Serialize(manifest, ManifestJson.Default.ModelManifest) + "\n");

    /// <summary>Writes the graphs.</summary>
    public static void Write(string folder, IReadOnlyList<ExportedGraph> graphs)
    {
        ArgumentNullException.ThrowIfNull(graphs);
        if (IsPackage(folder))
        {
            new PackageVariants(folder).Add(graphs);
            return;
        }

        foreach (var graph in graphs)
        {
            Put(folder, graph.Kind.File, graph.Model);
        }

        var figures = new SortedDictionary<string, double>(graphs.SelectMany(graph => graph.Figures()).ToDictionary(), StringComparer.Ordinal);
        File.WriteAllText(Path.Combine(folder, "export.json"), JsonSerializer.Serialize(figures, Readable) + "\n");
    }

    private static bool IsPackage(string folder) => File.Exists(Path.Combine(folder, ModelPackage.ManifestFile));
}
