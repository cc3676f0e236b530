using FakeNews.Trainer.Export;
using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Runs;

/// <summary>The weights that are served: a MobileBERT's folded and its matrices rounded to half precision, which is what its file holds; others as they are.</summary>
public static class ServedWeights
{
    /// <summary>Loads them into a network.</summary>
    /// <param name="network">Of the weights' structure.</param>
    /// <param name="weights">As trained.</param>
    public static void Load(IClassifierNetwork network, IReadOnlyDictionary<string, WeightArray> weights)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.Parameters.Load(network is MobileBert mobile ? HalfRounding.Round(NoNormFolding.Fold(mobile.Config, weights)) : weights);
    }
}
