using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Tests.Networks;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Tests.Packages;

/// <summary>A package of a tiny random network, whole and valid.</summary>
internal sealed class MadePackage : IDisposable
{
    public MadePackage(int seed)
    {
        Network = RandomNetwork.Make(RandomNetwork.Config(), seed);
        Network.Parameters.Load(HalfRounding.Round(NoNormFolding.Fold(Network.Config, Network.Parameters.ToArrays())));
        var model = FoldedGraph.Write(Network.Config, Network.Parameters.ToArrays());
        Samples = RandomNetwork.Samples(new Random(seed), [.. Enumerable.Range(2, 30)]);
        var examples = Samples.Take(4).Zip(ExportCheck.Logits(model, Samples.Take(4)), (sample, logits) => new { Ids = sample.Ids.Select(id => (int)id), Logits = logits });
        var files = new Dictionary<string, byte[]>
        {
            ["model.onnx"] = model,
            ["vocab.txt"] = Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n" + string.Concat(Enumerable.Range(0, 55).Select(i => $"w{i}\n"))),
            ["golden.jsonl"] = Encoding.UTF8.GetBytes(string.Concat(examples.Select(example => JsonSerializer.Serialize(example, JsonSerializerOptions.Web) + "\n"))),
        };
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(Folder, name), bytes);
        }

        var manifest = new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Name = "made",
            Version = "1.0.0",
            Labels = ["fake", "real"],
            Language = "en",
            Text = new TextRecipe(" ", []),
            MaximumTokens = Network.MaximumPositions,
            Thresholds = new DecisionThresholds(0.8, 0.2),
            Temperature = 1,
            Data = new DataFingerprint("none", new string('0', 64), "none", new RowCounts(0, 0, 0)),
            Metrics = ImmutableSortedDictionary<string, double>.Empty,
            Graphs = [new GraphVariant("fp32", "model.onnx")],
            Files = files.ToImmutableSortedDictionary(file => file.Key, file => Convert.ToHexStringLower(SHA256.HashData(file.Value)), StringComparer.Ordinal),
        };
        File.WriteAllText(Path.Combine(Folder, "manifest.json"), JsonSerializer.Serialize(manifest, ManifestJson.Default.ModelManifest));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    public MobileBert Network { get; }

    public IReadOnlyList<Sample> Samples { get; }

    public void Dispose()
    {
        Network.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
