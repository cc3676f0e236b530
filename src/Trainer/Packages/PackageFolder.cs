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
            var target = Path.Combine(folder, graph.Kind.File);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, graph.Model);
        }

        var figures = new SortedDictionary<string, double>(graphs.SelectMany(graph => graph.Figures()).ToDictionary(), StringComparer.Ordinal);
        File.WriteAllText(Path.Combine(folder, "export.json"), JsonSerializer.Serialize(figures, Readable) + "\n");
    }

    private static bool IsPackage(string folder) => File.Exists(Path.Combine(folder, ModelPackage.ManifestFile));
}
