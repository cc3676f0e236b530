using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>What plain graphs of encoders are made of: streams are [batch, sequence, width], and padding is masked.</summary>
/// <param name="graph">Receives the nodes.</param>
/// <param name="arithmetic">How it multiplies.</param>
/// <param name="weights">The network's parameters by name.</param>
/// <param name="heads">Attention heads.</param>
internal sealed class PlainParts(OnnxGraph graph, IGraphArithmetic arithmetic, IReadOnlyDictionary<string, WeightArray> weights, int heads)
{
    private string? _mask;

    public OnnxGraph Graph => graph;

    /// <summary>The parameter of that name.</summary>
    public WeightArray Weight(string name) => weights[name];

    /// <summary>Rows of a table.</summary>
    public string Lookup(string name, string ids) => graph.Node("Gather", [arithmetic.Table(name, weights[name]), ids]);

    /// <summary>The rows of the positions, [sequence, width].</summary>
    public string Positions(string name)
    {
        var length = graph.Node("Slice", [graph.Node("Shape", ["input_ids"]), graph.Integers(1), graph.Integers(2)]);
        return graph.Node("Slice", [arithmetic.Table(name, weights[name]), graph.Integers(0), length, graph.Integers(0)]);
    }

    /// <summary>What token types add: by <c>token_type_ids</c>, or type 0's row where the graph has no such input.</summary>
    public string Types(string name, bool isInput)
    {
        var table = weights[name];
        return isInput
            ? Lookup(name, "token_type_ids")
            : arithmetic.Vector(name + "[0]", new WeightArray([table.Columns], table.Values[..table.Columns]));
    }

    /// <summary>The sum of streams.</summary>
    public string Sum(params ReadOnlySpan<string> streams)
    {
        var sum = streams[0];
        foreach (var stream in streams[1..])
        {
            sum = graph.Node("Add", [sum, stream]);
        }

        return sum;
    }

    /// <summary>x Wᵀ + b.</summary>
    public string Linear(string name, string x) => arithmetic.Biased(x, name, weights[name + ".weight"], weights[name + ".bias"]);

    /// <summary>x * w + b.</summary>
    public string NoNorm(string name, string x)
    {
        var scaled = graph.Node("Mul", [x, arithmetic.Vector(name + ".weight", weights[name + ".weight"])]);
        return graph.Node("Add", [scaled, arithmetic.Vector(name + ".bias", weights[name + ".bias"])]);
    }

    /// <summary>Layer norm over the last dimension.</summary>
    public string LayerNorm(string name, string x, double epsilon) => graph.Node(
        "LayerNormalization",
        [x, arithmetic.Vector(name + ".weight", weights[name + ".weight"]), arithmetic.Vector(name + ".bias", weights[name + ".bias"])],
        ("axis", -1),
        ("epsilon", (float)epsilon));

    /// <summary>relu, or the exact gelu: x (1 + erf(x / √2)) / 2.</summary>
    public string Activate(string kind, string x)
    {
        if (kind == "relu")
        {
            return graph.Node("Relu", [x]);
        }

        var error = graph.Node("Erf", [graph.Node("Div", [x, Number(MathF.Sqrt(2))])]);
        return graph.Node("Mul", [graph.Node("Mul", [x, graph.Node("Add", [error, Number(1)])]), Number(0.5f)]);
    }

    /// <summary>Attention of all heads, before its output layer.</summary>
    public string Attend(string query, string key, string value, long width)
    {
        string Split(string x, params long[] order) =>
            graph.Node("Transpose", [graph.Node("Reshape", [x, graph.Integers(0, 0, heads, width / heads)])], ("perm", order));
        var scores = graph.Node("MatMul", [Split(query, 0, 2, 1, 3), Split(key, 0, 2, 3, 1)]);
        var scaled = graph.Node("Div", [scores, Number(MathF.Sqrt((float)width / heads))]);
        var shares = graph.Node("Softmax", [graph.Node("Add", [scaled, Mask()])], ("axis", -1));
        var context = graph.Node("MatMul", [shares, Split(value, 0, 2, 1, 3)]);
        return graph.Node("Reshape", [graph.Node("Transpose", [context], ("perm", (long[])[0, 2, 1, 3])), graph.Integers(0, 0, width)]);
    }

    /// <summary>The state of [CLS], [batch, width].</summary>
    public string First(string hidden) => graph.Node("Gather", [hidden, graph.Node("Squeeze", [graph.Integers(0)])], ("axis", 1));

    /// <summary>The classifier, as the graph's output.</summary>
    public void Classify(string state) => arithmetic.Logits(state, "classifier", weights["classifier.weight"], weights["classifier.bias"]);

    /// <summary>What is added to scores: 0 on tokens, far below on padding; [batch, 1, 1, sequence].</summary>
    private string Mask()
    {
        if (_mask is null)
        {
            var padding = graph.Node("Sub", [Number(1), graph.Node("Cast", ["attention_mask"], ("to", OnnxGraph.Float))]);
            _mask = graph.Node("Unsqueeze", [graph.Node("Mul", [padding, Number(-1e9f)]), graph.Integers(1, 2)]);
        }

        return _mask;
    }

    private readonly Dictionary<float, string> _numbers = [];

    private string Number(float value)
    {
        if (!_numbers.TryGetValue(value, out var known))
        {
            _numbers.Add(value, known = graph.Vector($"number#{_numbers.Count}", [value]));
        }

        return known;
    }
}
