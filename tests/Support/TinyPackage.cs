using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FakeNews.Tests.Support;

/// <summary>A model package of a few kilobytes: a real ONNX graph that adds up a weight for each word. Judging with it costs next to nothing.</summary>
public sealed record TinyPackage
{
    private const int Longest = 128;

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The model's version.</summary>
    public required string Version { get; init; }

    /// <summary>The words, the five special ones of BERT among them.</summary>
    public required IReadOnlyList<string> Vocabulary { get; init; }

    /// <summary>Two logits for each word: fake, real.</summary>
    public required float[] Weights { get; init; }

    /// <summary>From this probability on an article is flagged.</summary>
    public required double Flag { get; init; }

    /// <summary>From this probability on an article is for review.</summary>
    public required double Review { get; init; }

    /// <summary>Writes the package.</summary>
    /// <param name="folder">Its folder; made where it is not there.</param>
    /// <returns>The folder.</returns>
    public string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["model.onnx"] = OnnxBytes.SumOfWeights(Weights),
            ["vocab.txt"] = Encoding.UTF8.GetBytes(string.Join('\n', Vocabulary) + "\n"),
        };
        var hashes = new JsonObject();
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
            hashes[name] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        }

        File.WriteAllText(Path.Combine(folder, "manifest.json"), Manifest(hashes).ToJsonString());
        return folder;
    }

    private JsonObject Manifest(JsonObject hashes) => new()
    {
        ["format"] = 1,
        ["name"] = Name,
        ["version"] = Version,
        ["labels"] = new JsonArray("fake", "real"),
        ["language"] = "en",
        ["text"] = new JsonObject { ["separator"] = " ", ["masks"] = new JsonArray() },
        ["maximumTokens"] = Longest,
        ["thresholds"] = new JsonObject { ["flag"] = Flag, ["review"] = Review },
        ["temperature"] = 1,
        ["data"] = new JsonObject
        {
            ["description"] = "none: the weights are made up",
            ["sha256"] = new string('0', 64),
            ["split"] = "none",
            ["rows"] = new JsonObject { ["training"] = 0, ["validation"] = 0, ["heldOut"] = 0 },
        },
        ["metrics"] = new JsonObject(),
        ["graphs"] = new JsonArray(new JsonObject { ["precision"] = "fp32", ["file"] = "model.onnx" }),
        ["files"] = hashes,
    };
}
