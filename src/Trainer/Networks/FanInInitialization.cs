using static TorchSharp.torch;

namespace FakeNews.Trainer.Networks;

/// <summary>
/// First weights for training from scratch. Hugging Face's constant standard deviation of 0.02 hardly learns in a network without true normalisation;
/// here a matrix has 1 / sqrt(inputs), and what is added to a residual stream is made smaller by the root of the number of additions.
/// </summary>
public static class FanInInitialization
{
    /// <summary>Initialises every parameter.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">The same seed gives the same weights.</param>
    public static void Apply(IClassifierNetwork network, int seed)
    {
        random.manual_seed(seed);
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in network.Parameters)
        {
            if (name == "embeddings.word_embeddings.weight")
            {
                parameter.copy_(randn(parameter.shape) * 0.5);
                parameter[network.PaddingId].zero_();
            }
            else if (name.EndsWith(".bias", StringComparison.Ordinal) || name.StartsWith("embeddings.token_type", StringComparison.Ordinal))
            {
                parameter.zero_();
            }
            else if (name.StartsWith("embeddings.position", StringComparison.Ordinal))
            {
                // Small: a position seldom trained must not disturb.
                parameter.copy_(randn(parameter.shape) * 0.02);
            }
            else if (name.Contains("LayerNorm", StringComparison.Ordinal) || name.Contains("_norm.", StringComparison.Ordinal))
            {
                parameter.fill_(1);
            }
            else
            {
                parameter.copy_(randn(parameter.shape) * (Gain(name, network.Structure) / Math.Sqrt(parameter.shape[1])));
            }
        }
    }

    /// <summary>Layer norms set the scale anew behind every addition; NoNorms don't.</summary>
    private static double Gain(string name, NetworkConfig structure) => structure is not MobileBertConfig config ? 1 : name switch
    {
        _ when name.Contains("output.bottleneck.dense", StringComparison.Ordinal) => 1 / Math.Sqrt(2.0 * config.Layers),
        _ when name.EndsWith("output.dense.weight", StringComparison.Ordinal) => 1 / Math.Sqrt(2.0 * config.FeedForwardNetworks),
        _ => 1,
    };
}
