using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>DistilBERT, node by node as the network computes it.</summary>
internal static class PlainDistilBert
{
    private const double Epsilon = 1e-12;

    public static void Write(PlainParts parts, DistilBertConfig config)
    {
        var embedded = parts.Sum(parts.Lookup("embeddings.word_embeddings.weight", "input_ids"), parts.Positions("embeddings.position_embeddings.weight"));
        var hidden = parts.LayerNorm("embeddings.LayerNorm", embedded, Epsilon);
        for (var layer = 0; layer < config.Layers; layer++)
        {
            hidden = Layer(parts, config, $"transformer.layer.{layer}.", hidden);
        }

        parts.Classify(parts.Activate("relu", parts.Linear("pre_classifier", parts.First(hidden))));
    }

    private static string Layer(PlainParts parts, DistilBertConfig config, string layer, string hidden)
    {
        var attention = layer + "attention.";
        var context = parts.Attend(parts.Linear(attention + "q_lin", hidden), parts.Linear(attention + "k_lin", hidden), parts.Linear(attention + "v_lin", hidden), config.HiddenSize);
        var attended = parts.LayerNorm(layer + "sa_layer_norm", parts.Sum(parts.Linear(attention + "out_lin", context), hidden), Epsilon);
        var inner = parts.Activate(config.Activation, parts.Linear(layer + "ffn.lin1", attended));
        return parts.LayerNorm(layer + "output_layer_norm", parts.Sum(parts.Linear(layer + "ffn.lin2", inner), attended), Epsilon);
    }
}
