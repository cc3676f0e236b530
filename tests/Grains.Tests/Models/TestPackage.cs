using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Tests.Models;

/// <summary>A small package in a folder of its own, with a vocabulary of made-up words and a graph that only a stand-in runtime reads.</summary>
internal sealed class TestPackage : IDisposable
{
    public const int MaximumTokens = 64;

    public static readonly ImmutableArray<string> Vocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "alpha", "beta", "gamma", "poison", "nan", "hang", .. Enumerable.Range(0, 40).Select(i => $"w{i}")];

    private TestPackage(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Writes a package; <paramref name="change"/> may spoil its manifest, which is written as it says.</summary>
    public static TestPackage Write(Func<ModelManifest, ModelManifest>? change = null, string? golden = null, string version = "1.0.0", byte[]? graph = null)
    {
        var folder = Directory.CreateTempSubdirectory("fakenews-package-").FullName;
        Dictionary<string, byte[]> files = new()
        {
            ["model.onnx"] = graph ?? Encoding.UTF8.GetBytes($"a stand-in for a graph {version}"),
            ["vocab.txt"] = Encoding.UTF8.GetBytes(string.Join('\n', Vocabulary) + "\n"),
        };
        if (golden is not null)
        {
            files["golden.jsonl"] = Encoding.UTF8.GetBytes(golden);
        }

        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }

        var manifest = new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Name = "test",
            Version = version,
            Labels = ["fake", "real"],
            Language = "en",
            Text = new(" ", []),
            MaximumTokens = MaximumTokens,
            Thresholds = new(0.8, 0.5),
            Temperature = 2,
            Data = new("made up", new string('0', 64), "none", new(0, 0, 0)),
            Metrics = ImmutableSortedDictionary<string, double>.Empty,
            Graphs = [new("fp32", "model.onnx")],
            Files = files.ToImmutableSortedDictionary(file => file.Key, file => Convert.ToHexStringLower(SHA256.HashData(file.Value))),
        };
        WriteManifest(folder, change is null ? manifest : change(manifest));
        return new(folder);
    }

    public static void WriteManifest(string folder, ModelManifest manifest) =>
        File.WriteAllBytes(Path.Combine(folder, "manifest.json"), JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Default.ModelManifest));

    public ModelSnapshot Snapshot() => ModelSnapshot.Load(ModelPackage.Open(Folder));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
