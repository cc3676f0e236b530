using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Packages;

/// <summary>
/// Adds graphs of further precisions to a package that is there: their files, golden examples of their own, and size, agreement and speed among the
/// manifest's metrics. The package's default graph stays the first.
/// </summary>
/// <param name="folder">The package.</param>
public sealed class PackageVariants(string folder)
{
    // int8 rounds inputs, fp16 is computed differently from device to device.
    private const double Tolerance = 0.05;

    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds them; a graph that the package has already must be the same bytes, or is replaced where it is not the default.</summary>
    /// <exception cref="InvalidDataException">The package's default graph is of other weights.</exception>
    /// <exception cref="ModelPackageException">There is no whole package in the folder.</exception>
    public ModelManifest Add(IReadOnlyList<ExportedGraph> graphs)
    {
        ArgumentNullException.ThrowIfNull(graphs);
        var package = ModelPackage.Open(folder);
        var manifest = package.Manifest;
        var (files, metrics, variants) = (manifest.Files, manifest.Metrics, manifest.Graphs);
        void Write(string path, byte[] bytes) => files = files.SetItem(path, PackageFolder.Put(folder, path, bytes));
        RequireSameWeights(manifest, graphs);
        foreach (var graph in graphs)
        {
            Write(graph.Kind.File, graph.Model);
            metrics = metrics.SetItems(graph.Figures());
            if (!graph.Kind.ForServing)
            {
                continue;
            }

            if (variants.All(known => known.Precision != graph.Kind.Name))
            {
                variants = variants.Add(new GraphVariant(graph.Kind.Name, graph.Kind.File));
            }

            if (graph.Kind.Name != variants[0].Precision && package.GoldenPath is not null)
            {
                Write(ModelPackage.GoldenFileOf(graph.Kind.Name), Golden(package, graph.Model));
            }
        }

        var added = manifest with { Files = files, Metrics = metrics, Graphs = variants };
        PackageFolder.Put(folder, added);
        return added;
    }

    private static void RequireSameWeights(ModelManifest manifest, IReadOnlyList<ExportedGraph> graphs)
    {
        var first = manifest.Graphs[0];
        if (graphs.FirstOrDefault(graph => graph.Kind.File == first.File) is { } same
            && Convert.ToHexStringLower(SHA256.HashData(same.Model)) != manifest.Files[first.File])
        {
            throw new InvalidDataException($"The package's {first.File} holds other weights than the run: a package is never changed, write a new one.");
        }
    }

    private static byte[] Golden(ModelPackage package, byte[] model)
    {
        var examples = File.ReadLines(package.GoldenPath!).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize(line, GoldenJson.Default.GoldenExample)!).ToList();
        var logits = ExportCheck.Logits(model, examples.Select(example => new Sample([.. example.Ids.Select(id => (ushort)id)], 0)));
        var lines = examples.Zip(logits, (example, row) => new { example.Text, example.Ids, Logits = row, Tolerance });
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => JsonSerializer.Serialize(line, Lines) + "\n")));
    }
}
