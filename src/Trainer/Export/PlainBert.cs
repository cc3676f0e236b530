using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>BERT, node by node as the network computes it.</summary>
internal static class PlainBert
{
    public static void Write(PlainParts parts, BertConfig config, bool tokenTypes)
    {
        var embedded = parts.Sum(
            parts.Lookup("embeddings.word_embeddings.weight", "input_ids"),
            parts.Types("embeddings.token_type_embeddings.weight", tokenTypes),
            parts.Positions("embeddings.position_embeddings.weight"));
        var hidden = parts.LayerNorm("embeddings.LayerNorm", embedded, config.Epsilon);
        for (var layer = 0; layer < config.Layers; layer++)
        {
            hidden = Layer(parts, config, $"encoder.layer.{layer}.", hidden);
        }

        parts.Classify(parts.Graph.Node("Tanh", [parts.Linear("pooler.dense", parts.First(hidden))]));
    }

    private static string Layer(PlainParts parts, BertConfig config, string layer, string hidden)
    {
        var self = layer + "attention.self.";
        var context = parts.Attend(parts.Linear(self + "query", hidden), parts.Linear(self + "key", hidden), parts.Linear(self + "value", hidden), config.HiddenSize);
        var attended = parts.LayerNorm(layer + "attention.output.LayerNorm", parts.Sum(parts.Linear(layer + "attention.output.dense", context), hidden), config.Epsilon);
        var inner = parts.Activate(config.Activation, parts.Linear(layer + "intermediate.dense", attended));
        return parts.LayerNorm(layer + "output.LayerNorm", parts.Sum(parts.Linear(layer + "output.dense", inner), attended), config.Epsilon);
    }
}
