using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>
/// Products of bytes: a stream is quantised where it is used (DynamicQuantizeLinear, one scale for all its values), weights are signed with 7 bits and a scale
/// for each output (MatMulIntegerToFloat). With 8 bits, sums of two products overflow 16 bits on processors without VNNI. Tables are stored in half precision.
/// </summary>
internal sealed class IntegerArithmetic(OnnxGraph graph) : IGraphArithmetic
{
    private const string None = "";

    private readonly Dictionary<string, string[]> _quantised = new(StringComparer.Ordinal);

    public string Table(string name, WeightArray array) => graph.Matrix(name, HalfRounding.Round(name, array));

    public string Vector(string name, WeightArray array) => graph.Vector(name, array.Values);

    public string Product(string x, string name, WeightArray weight) => Multiply(x, name, weight, null);

    public string Biased(string x, string name, WeightArray weight, WeightArray bias) => Multiply(x, name, weight, graph.Vector(name + ".bias", bias.Values));

    public string Added(string x, string name, WeightArray weight, string stream) => graph.Node("Add", [Multiply(x, name, weight, null), stream]);

    public void Logits(string x, string name, WeightArray weight, WeightArray bias) =>
        graph.NodeTo("Gemm", [x, graph.Matrix(name + ".weight", weight.Transposed()), graph.Vector(name + ".bias", bias.Values)], "logits");

    private string Multiply(string x, string name, WeightArray weight, string? bias)
    {
        if (!_quantised.TryGetValue(x, out var input))
        {
            _quantised.Add(x, input = graph.NodeOf(3, "DynamicQuantizeLinear", x));
        }

        var bytes = SevenBits.Of(weight);
        var matrix = graph.Bytes(name + ".weight", [weight.Columns, weight.Rows], bytes.Transposed);
        var scales = graph.Vector(name + ".scale", bytes.Scales);
        string[] inputs = [input[0], matrix, input[1], scales, input[2]];
        return graph.MicrosoftNode("MatMulIntegerToFloat", bias is null ? inputs : [.. inputs, None, bias]);
    }
}
