using System.Runtime.InteropServices;
using System.Text;

namespace FakeNews.Grains.Tests.Devices;

/// <summary>
/// Writes the smallest ONNX model that ONNX Runtime reads as a package's graph: logits = sum over a row's ids of a table's rows. Field numbers are those
/// of onnx.proto (ModelProto, GraphProto, NodeProto, TensorProto, ValueInfoProto).
/// </summary>
internal static class TinyGraph
{
    private const int Float = 1, Int64 = 7;

    /// <summary>The table's row of an id.</summary>
    public static (float Fake, float Real) Row(int id) => ((id % 7) - 3, (id % 5) - 2);

    /// <summary>The model's bytes.</summary>
    /// <param name="pieces">Rows of the table.</param>
    /// <param name="input">The input's name; <c>input_ids</c> in a package's graph.</param>
    public static byte[] Bytes(int pieces, string input = "input_ids")
    {
        var table = Enumerable.Range(0, pieces).SelectMany(id => (float[])[Row(id).Fake, Row(id).Real]).ToArray();
        var graph = new Message()
            .Nested(1, Node("Gather", ["table", input], "rows"))
            .Nested(1, Node("ReduceSum", ["rows", "axis"], "logits", ("keepdims", 0)))
            .Text(2, "tiny")
            .Nested(5, Tensor("table", Float, [pieces, 2], MemoryMarshal.AsBytes<float>(table)))
            .Nested(5, Tensor("axis", Int64, [1], MemoryMarshal.AsBytes<long>(new[] { 1L })))
            .Nested(11, Value(input, Int64, "batch", "sequence"))
            .Nested(12, Value("logits", Float, "batch", 2L));
        return new Message().Number(1, 9).Nested(7, graph).Nested(8, new Message().Text(1, "").Number(2, 17)).ToArray();
    }

    private static Message Node(string operation, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        var node = new Message();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(4, operation);
        foreach (var (name, value) in attributes)
        {
            node.Nested(5, new Message().Text(1, name).Number(3, value).Number(20, 2));
        }

        return node;
    }

    private static Message Tensor(string name, int type, long[] shape, ReadOnlySpan<byte> data)
    {
        var tensor = new Message();
        foreach (var dimension in shape)
        {
            tensor.Number(1, dimension);
        }

        return tensor.Number(2, type).Text(8, name).Bytes(9, data);
    }

    private static Message Value(string name, int type, params object[] dimensions)
    {
        var shape = new Message();
        foreach (var dimension in dimensions)
        {
            shape.Nested(1, dimension is string free ? new Message().Text(2, free) : new Message().Number(1, (long)dimension));
        }

        return new Message().Text(1, name).Nested(2, new Message().Nested(1, new Message().Number(1, type).Nested(2, shape)));
    }

    private sealed class Message
    {
        private readonly List<byte> _bytes = [];

        public Message Number(int field, long value)
        {
            Varint((ulong)(field << 3));
            Varint((ulong)value);
            return this;
        }

        public Message Bytes(int field, ReadOnlySpan<byte> bytes)
        {
            Varint((ulong)((field << 3) | 2));
            Varint((ulong)bytes.Length);
            _bytes.AddRange(bytes);
            return this;
        }

        public Message Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

        public Message Nested(int field, Message message) => Bytes(field, CollectionsMarshal.AsSpan(message._bytes));

        public byte[] ToArray() => [.. _bytes];

        private void Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7)
            {
                _bytes.Add((byte)(value | 0x80));
            }

            _bytes.Add((byte)value);
        }
    }
}
