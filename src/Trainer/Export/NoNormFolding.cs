using FakeNews.Trainer.Networks;
using static FakeNews.Trainer.Export.DenseMatrix;

namespace FakeNews.Trainer.Export;

/// <summary>
/// Moves every NoNorm's scale and offset, and every bias that is added to a residual stream, into neighbouring weights. The result is again a MobileBERT of
/// the same structure that computes the same logits, but its NoNorms are the identity, so a graph can leave them out.
/// </summary>
/// <remarks>
/// A residual stream is stored as u where the network's value is s * u + c; s and c are carried along and end in the next weights. Folding divides by s, so
/// where a scale would come below <see cref="SmallestScale"/> it stays behind as the weight of its NoNorm, and the graph multiplies there.
/// </remarks>
public static class NoNormFolding
{
    /// <summary>Smallest scale of a stream that is divided by.</summary>
    public const double SmallestScale = 0.05;

    /// <summary>Folds, in float64.</summary>
    /// <param name="config">The structure.</param>
    /// <param name="weights">Its parameters by name.</param>
    /// <returns>Parameters of the same names and shapes.</returns>
    public static OrderedDictionary<string, WeightArray> Fold(MobileBertConfig config, IReadOnlyDictionary<string, WeightArray> weights)
    {
        var folded = new OrderedDictionary<string, WeightArray>(StringComparer.Ordinal);
        foreach (var (name, array) in weights)
        {
            folded.Add(name, array);
        }

        var fold = new FoldingWalk(config, weights, folded);
        fold.Embeddings();
        for (var layer = 0; layer < config.Layers; layer++)
        {
            fold.Layer($"encoder.layer.{layer}.");
        }

        fold.Classifier();
        return folded;
    }

    private sealed class FoldingWalk(MobileBertConfig config, IReadOnlyDictionary<string, WeightArray> weights, OrderedDictionary<string, WeightArray> folded)
    {
        // The hidden stream's value is _scale * stored + _offset.
        private double[] _scale = Ones(config.HiddenSize);
        private double[] _offset = new double[config.HiddenSize];

        public void Embeddings()
        {
            const string Name = "embeddings.";
            var (scale, offset) = Norm(Name + "LayerNorm");
            var kinds = M(Name + "token_type_embeddings");
            var bias = B(Name + "embedding_transformation");
            var positions = M(Name + "position_embeddings");
            for (var i = 0; i < positions.GetLength(0); i++)
            {
                for (var j = 0; j < scale.Length; j++)
                {
                    positions[i, j] = ((positions[i, j] + kinds[0, j] + bias[j]) * scale[j]) + offset[j];
                }
            }

            // What another token type adds is kept relative to type 0, which is all that articles have.
            for (var type = kinds.GetLength(0) - 1; type >= 0; type--)
            {
                for (var j = 0; j < scale.Length; j++)
                {
                    kinds[type, j] = (kinds[type, j] - kinds[0, j]) * scale[j];
                }
            }

            folded[Name + "position_embeddings.weight"] = Weights(positions);
            folded[Name + "token_type_embeddings.weight"] = Weights(kinds);
            Set(Name + "embedding_transformation", Scale(M(Name + "embedding_transformation"), scale, null), new double[scale.Length]);
            Identity(Name + "LayerNorm");
        }

        public void Layer(string layer)
        {
            // Into the bottleneck: the residual path takes the attention's norm with it, as if the attention's output had none.
            var (attentionScale, attentionOffset) = Norm(layer + "attention.output.LayerNorm");
            var (inputScale, inputOffset) = Norm(layer + "bottleneck.input.LayerNorm");
            var input = layer + "bottleneck.input.dense";
            var inputBias = Sum(Product(inputScale, BiasOfStream(input)), inputOffset, B(layer + "attention.output.dense"));
            Set(input, Scale(OfStream(input), Product(inputScale, attentionScale), null), Sum(Product(attentionScale, inputBias), attentionOffset));
            Identity(layer + "bottleneck.input.LayerNorm");

            var (sharedScale, sharedOffset) = Norm(layer + "bottleneck.attention.LayerNorm");
            var shared = layer + "bottleneck.attention.dense";
            Set(shared, Scale(OfStream(shared), sharedScale, null), Sum(Product(sharedScale, BiasOfStream(shared)), sharedOffset));
            Identity(layer + "bottleneck.attention.LayerNorm");

            var value = layer + "attention.self.value";
            Set(value, OfStream(value), BiasOfStream(value));
            Set(layer + "attention.output.dense", Scale(M(layer + "attention.output.dense"), attentionScale, null), new double[attentionScale.Length]);
            Identity(layer + "attention.output.LayerNorm");

            // Inside: a stream of its own.
            var (scale, offset) = (Ones(config.BottleneckSize), new double[config.BottleneckSize]);
            for (var i = 0; i < config.FeedForwardNetworks; i++)
            {
                (scale, offset) = FeedForward(i == config.FeedForwardNetworks - 1 ? layer : $"{layer}ffn.{i}.", scale, offset);
            }

            var output = layer + "output.bottleneck.dense";
            var matrix = M(output);
            var added = Sum(Multiply(matrix, offset), B(output));
            Set(output, Scale(matrix, Inverse(_scale), scale), new double[added.Length]);
            (_scale, _offset) = Pass(layer + "output.bottleneck.LayerNorm", _scale, Sum(_offset, added));
        }

        public void Classifier() => Set("classifier", OfStream("classifier"), BiasOfStream("classifier"));

        private (double[] Scale, double[] Offset) FeedForward(string name, double[] scale, double[] offset)
        {
            var (into, back) = (M(name + "intermediate.dense"), M(name + "output.dense"));
            Set(name + "intermediate.dense", Scale(into, null, scale), Sum(B(name + "intermediate.dense"), Multiply(into, offset)));
            Set(name + "output.dense", Scale(back, Inverse(scale), null), new double[scale.Length]);
            return Pass(name + "output.LayerNorm", scale, Sum(offset, B(name + "output.dense")));
        }

        /// <summary>Takes a stream through a NoNorm: into the scale, or, where that would become too small, left in place.</summary>
        private (double[] Scale, double[] Offset) Pass(string norm, double[] scale, double[] offset)
        {
            var (weight, bias) = Norm(norm);
            var passed = Product(scale, weight);
            offset = Sum(Product(weight, offset), bias);
            if (passed.Min(Math.Abs) >= SmallestScale)
            {
                Identity(norm);
                return (passed, offset);
            }

            folded[norm + ".weight"] = Weights(passed);
            folded[norm + ".bias"] = Weights(new double[bias.Length]);
            return (Ones(scale.Length), offset);
        }

        private double[,] OfStream(string name) => Scale(M(name), null, _scale);

        private double[] BiasOfStream(string name) => Sum(B(name), Multiply(M(name), _offset));

        private (double[] Weight, double[] Bias) Norm(string name) => (Vector(weights[name + ".weight"]), B(name));

        private double[,] M(string name) => Matrix(weights[name + ".weight"]);

        private double[] B(string name) => Vector(weights[name + ".bias"]);

        private void Set(string name, double[,] matrix, double[] bias)
        {
            folded[name + ".weight"] = Weights(matrix);
            folded[name + ".bias"] = Weights(bias);
        }

        private void Identity(string norm)
        {
            var width = weights[norm + ".weight"].Rows;
            folded[norm + ".weight"] = Weights(Ones(width));
            folded[norm + ".bias"] = Weights(new double[width]);
        }
    }
}
