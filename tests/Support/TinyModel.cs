using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FakeNews.Tests.Support;

/// <summary>
/// A real model package of a few kilobytes, for tests of everything around a model: its graph adds up one weight for each word. <see cref="Flagged"/> is
/// flagged, <see cref="Reviewed"/> is for review, every other word counts for nothing and passes.
/// </summary>
public sealed class TinyModel : IDisposable
{
    /// <summary>A word that flags an article.</summary>
    public const string Flagged = "shocking";

    /// <summary>A word that sends an article to review.</summary>
    public const string Reviewed = "perhaps";

    private const int Longest = 128;
    private static readonly string[] _vocabulary =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", Flagged, Reviewed,
        .. Enumerable.Range('a', 26).Select(static letter => ((char)letter).ToString()), .. Enumerable.Range('a', 26).Select(static letter => "##" + (char)letter),
    ];

    private TinyModel(string folder) => Folder = folder;

    /// <summary>The package's folder.</summary>
    public string Folder { get; }

    /// <summary>Writes the package into a folder of its own, which <see cref="Dispose"/> deletes.</summary>
    public static TinyModel Write()
    {
        var folder = Directory.CreateTempSubdirectory("fakenews-tiny-").FullName;
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["model.onnx"] = Graph(),
            ["vocab.txt"] = Encoding.UTF8.GetBytes(string.Join('\n', _vocabulary) + "\n"),
        };
        var hashes = new JsonObject();
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
            hashes[name] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        }

        var manifest = new JsonObject
        {
            ["format"] = 1,
            ["name"] = "tiny",
            ["version"] = "0.0.1",
            ["labels"] = new JsonArray("fake", "real"),
            ["language"] = "en",
            ["text"] = new JsonObject { ["separator"] = " ", ["masks"] = new JsonArray() },
            ["maximumTokens"] = Longest,
            ["thresholds"] = new JsonObject { ["flag"] = 0.8, ["review"] = 0.5 },
            ["temperature"] = 1,
            ["data"] = new JsonObject
            {
                ["description"] = "none",
                ["sha256"] = new string('0', 64),
                ["split"] = "none",
                ["rows"] = new JsonObject { ["training"] = 0, ["validation"] = 0, ["heldOut"] = 0 },
            },
            ["metrics"] = new JsonObject(),
            ["graphs"] = new JsonArray(new JsonObject { ["precision"] = "fp32", ["file"] = "model.onnx" }),
            ["files"] = hashes,
        };
        File.WriteAllText(Path.Combine(folder, "manifest.json"), manifest.ToJsonString());
        return new TinyModel(folder);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>logits[b] = sum over s of weights[input_ids[b, s]]. Field numbers are those of onnx.proto.</summary>
    private static byte[] Graph()
    {
        var weights = new float[_vocabulary.Length * 2];
        weights[2 * 2 + 1] = 3f; // [CLS]: real, unless a word says otherwise.
        weights[Array.IndexOf(_vocabulary, Flagged) * 2] = 6.5f;
        weights[Array.IndexOf(_vocabulary, Reviewed) * 2] = 3.6f;
        byte[] graph =
        [
            .. Message(1, Node("Gather", ["weights", "input_ids"], "rows")),
            .. Message(1, [.. Node("ReduceSum", ["rows", "axis"], "logits"), .. Message(5, [.. Text(1, "keepdims"), .. Number(3, 0), .. Number(20, 2)])]),
            .. Text(2, "tiny"),
            .. Message(5, Tensor("weights", 1, [_vocabulary.Length, 2], [.. weights.SelectMany(BitConverter.GetBytes)])),
            .. Message(5, Tensor("axis", 7, [1], BitConverter.GetBytes(1L))),
            .. Message(11, Value("input_ids", 7, Text(2, "batch"), Text(2, "sequence"))),
            .. Message(12, Value("logits", 1, Text(2, "batch"), Number(1, 2))),
        ];
        return [.. Number(1, 8), .. Message(7, graph), .. Message(8, Number(2, 17))];
    }

    private static byte[] Node(string operation, string[] inputs, string output) =>
        [.. inputs.SelectMany(static input => Text(1, input)), .. Text(2, output), .. Text(4, operation)];

    private static byte[] Tensor(string name, int type, long[] shape, byte[] content) =>
        [.. shape.SelectMany(static size => Number(1, size)), .. Number(2, type), .. Text(8, name), .. Message(9, content)];

    private static byte[] Value(string name, int type, params byte[][] dimensions) =>
        [.. Text(1, name), .. Message(2, Message(1, [.. Number(1, type), .. Message(2, [.. dimensions.SelectMany(static dimension => Message(1, dimension))])]))];

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, long value) => [.. Varint(field << 3), .. Varint(value)];

    private static List<byte> Varint(long value)
    {
        List<byte> bytes = [];
        for (var rest = (ulong)value; ; rest >>= 7)
        {
            bytes.Add((byte)((rest & 0x7F) | (rest > 0x7F ? 0x80u : 0)));
            if (rest <= 0x7F)
            {
                return bytes;
            }
        }
    }
}
