using System.Text;

namespace FakeNews.Tests.Support;

/// <summary>Writes the few messages of ONNX's protocol buffers that a sum of word weights needs. Field numbers are those of onnx.proto.</summary>
internal static class OnnxBytes
{
    private const int Float = 1;
    private const int Int64 = 7;

    /// <summary>A graph <c>logits[b] = sum over s of weights[input_ids[b, s]]</c>.</summary>
    /// <param name="weights">Two for each id: fake, real.</param>
    public static byte[] SumOfWeights(float[] weights)
    {
        byte[] graph =
        [
            .. Part(1, Node("Gather", ["weights", "input_ids"], "rows")),
            .. Part(1, [.. Node("ReduceSum", ["rows", "axis"], "logits"), .. Part(5, [.. Text(1, "keepdims"), .. Number(3, 0), .. Number(20, 2)])]),
            .. Text(2, "words"),
            .. Part(5, Tensor("weights", Float, [weights.Length / 2, 2], [.. weights.SelectMany(BitConverter.GetBytes)])),
            .. Part(5, Tensor("axis", Int64, [1], BitConverter.GetBytes(1L))),
            .. Part(11, Value("input_ids", Int64, Text(2, "batch"), Text(2, "sequence"))),
            .. Part(12, Value("logits", Float, Text(2, "batch"), Number(1, 2))),
        ];
        return [.. Number(1, 8), .. Part(7, graph), .. Part(8, Number(2, 17))];
    }

    private static byte[] Node(string operation, string[] inputs, string output) =>
        [.. inputs.SelectMany(input => Text(1, input)), .. Text(2, output), .. Text(4, operation)];

    private static byte[] Tensor(string name, int type, long[] shape, byte[] content) =>
        [.. shape.SelectMany(size => Number(1, size)), .. Number(2, type), .. Text(8, name), .. Part(9, content)];

    private static byte[] Value(string name, int type, params byte[][] dimensions) =>
        [.. Text(1, name), .. Part(2, Part(1, [.. Number(1, type), .. Part(2, [.. dimensions.SelectMany(dimension => Part(1, dimension))])]))];

    private static byte[] Text(int field, string text) => Part(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Part(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, long value) => [.. Varint(field << 3), .. Varint(value)];

    private static List<byte> Varint(long value)
    {
        List<byte> bytes = [];
        var rest = (ulong)value;
        for (; rest > 0x7F; rest >>= 7)
        {
            bytes.Add((byte)(rest | 0x80));
        }

        bytes.Add((byte)rest);
        return bytes;
    }
}
