using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>
/// The graph that serving runs, from folded parameters: tokens stay two-dimensional [batch * sequence, width], a residual is a Gemm's C, attention is ONNX
/// Runtime's MultiHeadAttention without a mask (its fast path), and the last layer computes [CLS] only. All rows of an input have the same, exact length.
/// </summary>
/// <remarks>
/// Input <c>input_ids</c> int64 [batch, sequence]; output <c>logits</c> float32 [batch, labels]. In fp32, matrices that fit half precision are stored so;
/// computation is float32.
/// </remarks>
public static class FoldedGraph
{
    /// <summary>Writes the model.</summary>
    /// <param name="config">The structure.</param>
    /// <param name="folded">Parameters from <see cref="NoNormFolding"/>, rounded or not.</param>
    /// <param name="precision">What it computes in.</param>
    /// <exception cref="InvalidDataException">A value is too large for half precision.</exception>
    public static byte[] Write(MobileBertConfig config, IReadOnlyDictionary<string, WeightArray> folded, GraphPrecision precision = GraphPrecision.Fp32)
    {
        var graph = new OnnxGraph();
        return new GraphWalk(config, folded, graph, precision switch
        {
            GraphPrecision.Fp32 => new SingleArithmetic(graph),
            GraphPrecision.Fp16 => new HalfArithmetic(graph),
            _ => new IntegerArithmetic(graph),
        }).Write();
    }

    private sealed class GraphWalk(MobileBertConfig config, IReadOnlyDictionary<string, WeightArray> folded, OnnxGraph graph, IGraphArithmetic arithmetic)
    {
        private readonly OnnxGraph _graph = graph;
        private readonly long _wide = config.HiddenSize, _narrow = config.BottleneckSize;
        private string _shape = "";

        public byte[] Write()
        {
            _graph.Input("input_ids", OnnxGraph.Int64, "batch", "sequence");
            _graph.Output("logits", OnnxGraph.Float, "batch", config.Labels);
            _shape = _graph.Node("Shape", ["input_ids"]);
            var hidden = Embeddings();
            for (var layer = 0; layer < config.Layers; layer++)
            {
                hidden = Layer($"encoder.layer.{layer}.", hidden, last: layer == config.Layers - 1);
            }

            arithmetic.Logits(hidden, "classifier", folded["classifier.weight"], folded["classifier.bias"]);
            return _graph.ToBytes("mobilebert");
        }

        private string Embeddings()
        {
            var (zero, one) = (_graph.Integers(0), _graph.Integers(1));
            var table = arithmetic.Table(MobileBert.WordEmbeddings, folded[MobileBert.WordEmbeddings]);
            var words = _graph.Node("Gather", [table, "input_ids"]);
            var next = _graph.Node("Pad", [_graph.Node("Slice", [words, one, _graph.Integers(long.MaxValue), one]), _graph.Integers(0, 0, 0, 0, 1, 0)]);
            var previous = _graph.Node("Pad", [_graph.Node("Slice", [words, zero, _graph.Integers(-1), one]), _graph.Integers(0, 1, 0, 0, 0, 0)]);
            var trigram = _graph.Node("Concat", [next, words, previous], ("axis", 2));
            var length = _graph.Node("Slice", [_shape, one, _graph.Integers(2)]);
            const string Positions = "embeddings.position_embeddings.weight";
            var positions = _graph.Node("Slice", [arithmetic.Table(Positions, folded[Positions]), zero, length, zero]);
            var projected = arithmetic.Product(trigram, "embeddings.embedding_transformation", folded["embeddings.embedding_transformation.weight"]);
            return Flat(_graph.Node("Add", [projected, positions]), _wide);
        }

        private string Layer(string layer, string hidden, bool last)
        {
            var residual = last ? First(hidden, _wide) : hidden;
            var narrow = Linear(layer + "bottleneck.input.dense", residual);
            var shared = Linear(layer + "bottleneck.attention.dense", hidden);
            var query = Linear(layer + "attention.self.query", last ? First(shared, _narrow) : shared);
            var key = Linear(layer + "attention.self.key", shared);
            var value = Linear(layer + "attention.self.value", hidden);
            var queries = last ? _graph.Node("Reshape", [query, _graph.Integers(-1, 1, _narrow)]) : Deep(query, _narrow);
            var context = _graph.MicrosoftNode("MultiHeadAttention", [queries, Deep(key, _narrow), Deep(value, _narrow)], ("num_heads", config.Heads));
            var state = Residual(layer + "attention.output", Flat(context, _narrow), narrow);
            for (var i = 0; i < config.FeedForwardNetworks; i++)
            {
                var name = i == config.FeedForwardNetworks - 1 ? layer : $"{layer}ffn.{i}.";
                var inner = _graph.Node("Relu", [Linear(name + "intermediate.dense", state)]);
                state = Residual(name + "output", inner, state);
            }

            return Residual(layer + "output.bottleneck", state, residual);
        }

        private string Linear(string name, string x) => arithmetic.Biased(x, name, folded[name + ".weight"], folded[name + ".bias"]);

        /// <summary>x * W + stream, and the scale that folding left behind, if any.</summary>
        private string Residual(string name, string x, string stream)
        {
            var sum = arithmetic.Added(x, name + ".dense", folded[name + ".dense.weight"], stream);
            var scale = folded[name + ".LayerNorm.weight"];
            return scale.Values.All(value => value == 1) ? sum : _graph.Node("Mul", [sum, arithmetic.Vector(name + ".LayerNorm.weight", scale)]);
        }

        private string Flat(string x, long width) => _graph.Node("Reshape", [x, _graph.Integers(-1, width)]);

        private string Deep(string x, long width) => _graph.Node("Reshape", [x, ShapeWith(width)]);

        private string First(string x, long width) => _graph.Node("Gather", [Deep(x, width), Scalar()], ("axis", 1));

        private readonly Dictionary<long, string> _shapes = [];

        private string ShapeWith(long width)
        {
            if (!_shapes.TryGetValue(width, out var shape))
            {
                _shapes.Add(width, shape = _graph.Node("Concat", [_shape, _graph.Integers(width)], ("axis", 0)));
            }

            return shape;
        }

        private string? _scalar;

        private string Scalar() => _scalar ??= _graph.Node("Squeeze", [_graph.Integers(0)]);
    }
}
