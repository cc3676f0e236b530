using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FakeNews.Chaos.Producing;

namespace FakeNews.Chaos.Packages;

/// <summary>
/// A model package of a few kilobytes that judges a million articles in minutes: a real ONNX graph that adds up a random weight for each word, so that every text
/// of the pool has a probability of its own and a verdict on the wrong article is found out.
/// </summary>
public static class TinyPackage
{
    private const int Longest = 128;

    /// <summary>Writes the package.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <returns>The folder.</returns>
    public static string Write(string folder, int seed)
    {
        Directory.CreateDirectory(folder);
        string[] vocabulary = [.. Vocabulary()];
        var random = new Random(seed);
        float[] weights = [.. Enumerable.Range(0, vocabulary.Length * 2).Select(index => index < 2 ? 0f : (random.NextSingle() - 0.5f) * 2)];
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["model.onnx"] = OnnxBytes.SumOfWeights(weights),
            ["vocab.txt"] = Encoding.UTF8.GetBytes(string.Join('\n', vocabulary) + "\n"),
        };
        var hashes = new JsonObject();
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
            hashes[name] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        }

        File.WriteAllText(Path.Combine(folder, "manifest.json"), Manifest(seed, hashes).ToJsonString());
        return folder;
    }

    private static JsonObject Manifest(int seed, JsonObject hashes) => new()
    {
        ["format"] = 1,
        ["name"] = "chaos",
        ["version"] = FormattableString.Invariant($"0.0.{seed}"),
        ["labels"] = new JsonArray("fake", "real"),
        ["language"] = "en",
        ["text"] = new JsonObject { ["separator"] = " ", ["masks"] = new JsonArray() },
        ["maximumTokens"] = Longest,
        ["thresholds"] = new JsonObject { ["flag"] = 0.9, ["review"] = 0.8 },
        ["temperature"] = 1,
        ["data"] = new JsonObject
        {
            ["description"] = "none: weights are random",
            ["sha256"] = new string('0', 64),
            ["split"] = "none",
            ["rows"] = new JsonObject { ["training"] = 0, ["validation"] = 0, ["heldOut"] = 0 },
        },
        ["metrics"] = new JsonObject(),
        ["graphs"] = new JsonArray(new JsonObject { ["precision"] = "fp32", ["file"] = "model.onnx" }),
        ["files"] = hashes,
    };

    private static IEnumerable<string> Vocabulary()
    {
        const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789";
        string[] special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ",", "."];
        return special
            .Concat(Characters.Select(character => character.ToString()))
            .Concat(Characters.Select(character => "##" + character))
            .Concat(TextPool.Words)
            .Distinct(StringComparer.Ordinal);
    }
}
