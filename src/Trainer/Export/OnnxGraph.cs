using System.Runtime.InteropServices;
using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>
/// Builds an ONNX model (onnx.proto, IR version 9, operator set 17 and <c>com.microsoft</c> 1). Nodes and tensors are named by their order, so the same calls
/// give the same bytes.
/// </summary>
internal sealed class OnnxGraph
{
    public const int Float = 1, Int8 = 3, Int64 = 7, Half = 10;

    private const string Microsoft = "com.microsoft";

    private readonly ProtobufWriter _nodes = new();
    private readonly ProtobufWriter _constants = new();
    private readonly ProtobufWriter _ends = new();
    private readonly Dictionary<string, string> _integers = new(StringComparer.Ordinal);
    private int _nodeCount;
    private bool _usesMicrosoft;

    /// <summary>Declares the graph's input; a dimension is a number or a name.</summary>
    public void Input(string name, int type, params ReadOnlySpan<object> dimensions) => _ends.Message(11, Value(name, type, dimensions));

    /// <summary>Declares the graph's output.</summary>
    public void Output(string name, int type, params ReadOnlySpan<object> dimensions) => _ends.Message(12, Value(name, type, dimensions));

    /// <summary>A matrix; stored in half precision and cast back where all its values fit, which runtimes fold away when they load it.</summary>
    public string Matrix(string name, WeightArray array)
    {
        if (!HalfRounding.Fits(array.Values))
        {
            return Constant(name, Float, array.Shape, MemoryMarshal.AsBytes(array.Values.AsSpan()));
        }

        var halves = Array.ConvertAll(array.Values, value => (System.Half)value);
        return Node("Cast", [Constant(name, Half, array.Shape, MemoryMarshal.AsBytes(halves.AsSpan()))], ("to", Float));
    }

    /// <summary>A float32 vector.</summary>
    public string Vector(string name, float[] values) => Constant(name, Float, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>A vector or matrix computed with in half precision.</summary>
    /// <exception cref="InvalidDataException">A value is too large for it.</exception>
    public string HalfConstant(string name, WeightArray array)
    {
        var halves = Array.ConvertAll(array.Values, value => System.Half.IsFinite((System.Half)value)
            ? (System.Half)value
            : throw new InvalidDataException($"{name} holds {value}, too large for half precision."));
        return Constant(name, Half, array.Shape, MemoryMarshal.AsBytes(halves.AsSpan()));
    }

    /// <summary>A matrix of signed bytes.</summary>
    public string Bytes(string name, int[] shape, sbyte[] values) => Constant(name, Int8, shape, MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>An int64 vector; equal ones are stored once.</summary>
    public string Integers(params long[] values)
    {
        var name = $"int64[{string.Join(",", values)}]";
        if (!_integers.TryGetValue(name, out var known))
        {
            _integers.Add(name, known = Constant(name, Int64, [values.Length], MemoryMarshal.AsBytes(values.AsSpan())));
        }

        return known;
    }

    /// <summary>A node of the standard operators with one output, whose name is returned.</summary>
    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Add(operation, inputs, [$"{operation}_{_nodeCount}"], null, attributes)[0];

    /// <summary>A node of the standard operators with several outputs.</summary>
    public string[] NodeOf(int outputs, string operation, params ReadOnlySpan<string> inputs) =>
        Add(operation, inputs, [.. Enumerable.Range(0, outputs).Select(i => $"{operation}_{_nodeCount}_{i}")], null, []);

    /// <summary>A node of ONNX Runtime's own operators.</summary>
    public string MicrosoftNode(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Add(operation, inputs, [$"{operation}_{_nodeCount}"], Microsoft, attributes)[0];

    /// <summary>A node whose output has a name of its own, such as the graph's.</summary>
    public void NodeTo(string operation, ReadOnlySpan<string> inputs, string output, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Add(operation, inputs, [output], null, attributes);

    /// <summary>The file.</summary>
    public byte[] ToBytes(string name)
    {
        var graph = new ProtobufWriter().Append(_nodes).Text(2, name).Append(_constants).Append(_ends);
        var model = new ProtobufWriter()
            .Integer(1, 9)
            .Text(2, "fakenews-trainer")
            .Message(7, graph)
            .Message(8, new ProtobufWriter().Text(1, "").Integer(2, 17));
        return (_usesMicrosoft ? model.Message(8, new ProtobufWriter().Text(1, Microsoft).Integer(2, 1)) : model).Written.ToArray();
    }

    private string Constant(string name, int type, ReadOnlySpan<int> shape, ReadOnlySpan<byte> data)
    {
        var tensor = new ProtobufWriter();
        foreach (var extent in shape)
        {
            tensor.Integer(1, extent);
        }

        _constants.Message(5, tensor.Integer(2, type).Text(8, name).Bytes(9, data));
        return name;
    }

    private string[] Add(string operation, ReadOnlySpan<string> inputs, string[] outputs, string? domain, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        foreach (var output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(3, $"{operation}#{_nodeCount++}").Text(4, operation);
        foreach (var (name, value) in attributes)
        {
            node.Message(5, Attribute(name, value));
        }

        _usesMicrosoft |= domain is not null;
        _nodes.Message(1, domain is null ? node : node.Text(7, domain));
        return outputs;
    }

    private static ProtobufWriter Attribute(string name, object value)
    {
        var attribute = new ProtobufWriter().Text(1, name);
        switch (value)
        {
            case int number:
                return attribute.Integer(3, number).Integer(20, 2);
            case float number:
                return attribute.Single(2, number).Integer(20, 1);
            case long[] numbers:
                foreach (var number in numbers)
                {
                    attribute.Integer(8, number);
                }

                return attribute.Integer(20, 7);
            default:
                throw new ArgumentException($"An attribute can't be a {value.GetType()}.", nameof(value));
        }
    }

    private static ProtobufWriter Value(string name, int type, ReadOnlySpan<object> dimensions)
    {
        var shape = new ProtobufWriter();
        foreach (var dimension in dimensions)
        {
            shape.Message(1, dimension is string symbol ? new ProtobufWriter().Text(2, symbol) : new ProtobufWriter().Integer(1, (int)dimension));
        }

        var tensor = new ProtobufWriter().Integer(1, type).Message(2, shape);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
