using FakeNews.Tests.Support;
using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Checkpoints.Safetensors;
using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Tests.Networks;

/// <summary>The tiny MobileBERT of the goldens, and its cases.</summary>
internal static class GoldenNetwork
{
    public const string Folder = "golden/models/mobilebert-tiny";

    public static string? Path => SharedFolder.Find(Folder);

    public static MobileBert Load()
    {
        var network = new MobileBert(MobileBertConfig.Parse(File.ReadAllText(System.IO.Path.Combine(Path!, "config.json"))));
        network.Parameters.Load(Weights(System.IO.Path.Combine(Path!, "model.safetensors")));
        return network;
    }

    public static Dictionary<string, WeightArray> Weights(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return file.Entries.ToDictionary(
            entry => entry.Name.StartsWith("mobilebert.", StringComparison.Ordinal) ? entry.Name["mobilebert.".Length..] : entry.Name,
            entry => Array(file.Read(entry.Name)));
    }

    public static WeightArray Array(NamedTensor tensor) => new([.. tensor.Shape.Extents.Select(n => (int)n)], tensor.ToSingles());
}
