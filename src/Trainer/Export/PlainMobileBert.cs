using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>MobileBERT, node by node as the network computes it.</summary>
internal static class PlainMobileBert
{
    public static void Write(PlainParts parts, MobileBertConfig config, bool tokenTypes)
    {
        var hidden = Embeddings(parts, tokenTypes);
        for (var layer = 0; layer < config.Layers; layer++)
        {
            hidden = Layer(parts, config, $"encoder.layer.{layer}.", hidden);
        }

        parts.Classify(parts.First(hidden));
    }

    private static string Embeddings(PlainParts parts, bool tokenTypes)
    {
        var graph = parts.Graph;
        var (zero, one) = (graph.Integers(0), graph.Integers(1));
        var words = parts.Lookup(MobileBert.WordEmbeddings, "input_ids");
        var next = graph.Node("Pad", [graph.Node("Slice", [words, one, graph.Integers(long.MaxValue), one]), graph.Integers(0, 0, 0, 0, 1, 0)]);
        var previous = graph.Node("Pad", [graph.Node("Slice", [words, zero, graph.Integers(-1), one]), graph.Integers(0, 1, 0, 0, 0, 0)]);
        var trigram = graph.Node("Concat", [next, words, previous], ("axis", 2));
        var embedded = parts.Sum(
            parts.Linear("embeddings.embedding_transformation", trigram),
            parts.Positions("embeddings.position_embeddings.weight"),
            parts.Types("embeddings.token_type_embeddings.weight", tokenTypes));
        return parts.NoNorm("embeddings.LayerNorm", embedded);
    }

    private static string Layer(PlainParts parts, MobileBertConfig config, string layer, string hidden)
    {
        var narrow = parts.NoNorm(layer + "bottleneck.input.LayerNorm", parts.Linear(layer + "bottleneck.input.dense", hidden));
        var shared = parts.NoNorm(layer + "bottleneck.attention.LayerNorm", parts.Linear(layer + "bottleneck.attention.dense", hidden));
        var self = layer + "attention.self.";
        var context = parts.Attend(parts.Linear(self + "query", shared), parts.Linear(self + "key", shared), parts.Linear(self + "value", hidden), config.BottleneckSize);
        var state = parts.NoNorm(layer + "attention.output.LayerNorm", parts.Sum(parts.Linear(layer + "attention.output.dense", context), narrow));
        for (var i = 0; i < config.FeedForwardNetworks; i++)
        {
            var name = i == config.FeedForwardNetworks - 1 ? layer : $"{layer}ffn.{i}.";
            var inner = parts.Activate("relu", parts.Linear(name + "intermediate.dense", state));
            state = parts.NoNorm(name + "output.LayerNorm", parts.Sum(parts.Linear(name + "output.dense", inner), state));
        }

        return parts.NoNorm(layer + "output.bottleneck.LayerNorm", parts.Sum(parts.Linear(layer + "output.bottleneck.dense", state), hidden));
    }
}
