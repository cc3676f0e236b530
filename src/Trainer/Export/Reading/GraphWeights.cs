using System.Runtime.InteropServices;
using System.Text;
using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export.Reading;

/// <summary>Tensors and attention heads of an ONNX file that <see cref="FoldedGraph"/> wrote.</summary>
/// <param name="Tensors">Floating-point tensors by name, as float32.</param>
/// <param name="Heads">Attention heads.</param>
internal sealed record GraphWeights(IReadOnlyDictionary<string, WeightArray> Tensors, int Heads)
{
    /// <summary>Reads an ONNX file (onnx.proto: ModelProto.graph 7; GraphProto.node 1, initializer 5).</summary>
    /// <exception cref="InvalidDataException">It is no ONNX file, or has no attention.</exception>
    public static GraphWeights Read(ReadOnlySpan<byte> file)
    {
        var tensors = new Dictionary<string, WeightArray>(StringComparer.Ordinal);
        var heads = 0;
        var model = new ProtobufReader(file);
        while (model.Next())
        {
            if (model.Field != 7)
            {
                continue;
            }

            var graph = new ProtobufReader(model.Bytes);
            while (graph.Next())
            {
                if (graph.Field == 5)
                {
                    Tensor(graph.Bytes, tensors);
                }
                else if (graph.Field == 1 && heads == 0)
                {
                    heads = HeadsOf(graph.Bytes);
                }
            }
        }

        return heads > 0 ? new(tensors, heads) : throw new InvalidDataException("The package's graph has no attention that is known here; it was not written by fakenews-trainer.");
    }

    /// <summary>TensorProto: dims 1, data_type 2, name 8, raw_data 9.</summary>
    private static void Tensor(ReadOnlySpan<byte> message, Dictionary<string, WeightArray> tensors)
    {
        var (shape, type, name) = (new List<int>(), 0L, "");
        ReadOnlySpan<byte> data = default;
        var tensor = new ProtobufReader(message);
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case 1:
                    shape.Add(checked((int)tensor.Integer));
                    break;
                case 2:
                    type = tensor.Integer;
                    break;
                case 8:
                    name = Encoding.UTF8.GetString(tensor.Bytes);
                    break;
                case 9:
                    data = tensor.Bytes;
                    break;
                default:
                    break;
            }
        }

        float[]? values = type switch
        {
            OnnxGraph.Float => MemoryMarshal.Cast<byte, float>(data).ToArray(),
            OnnxGraph.Half => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(data).ToArray(), static half => (float)half),
            _ => null,
        };
        if (values is not null)
        {
            tensors[name] = values.LongLength == shape.Aggregate(1L, static (product, extent) => product * extent)
                ? new WeightArray([.. shape], values)
                : throw new InvalidDataException($"The graph's tensor {name} does not have as many values as its shape says.");
        }
    }

    /// <summary>NodeProto: op_type 4, attribute 5; AttributeProto: name 1, i 3.</summary>
    private static int HeadsOf(ReadOnlySpan<byte> message)
    {
        var (isAttention, heads) = (false, 0);
        var node = new ProtobufReader(message);
        while (node.Next())
        {
            if (node.Field == 4)
            {
                isAttention = node.Bytes.SequenceEqual("MultiHeadAttention"u8);
            }
            else if (node.Field == 5)
            {
                var (isHeads, value) = (false, 0L);
                var attribute = new ProtobufReader(node.Bytes);
                while (attribute.Next())
                {
                    isHeads |= attribute.Field == 1 && attribute.Bytes.SequenceEqual("num_heads"u8);
                    value = attribute.Field == 3 ? attribute.Integer : value;
                }

                heads = isHeads ? checked((int)value) : heads;
            }
        }

        return isAttention ? heads : 0;
    }
}
