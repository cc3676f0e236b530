using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Export;

/// <summary>Writes a network's graphs and accepts each only where it agrees with the network.</summary>
/// <param name="network">With the weights that are served; a MobileBERT's are folded on the way.</param>
/// <param name="validation">Rows on which graph and network are compared; at least one.</param>
/// <param name="temperature">Of the calibration.</param>
/// <param name="time">Measures the speed; null leaves it out, and then all figures are the same on every machine.</param>
public sealed class GraphExport(IClassifierNetwork network, IReadOnlyList<Sample> validation, double temperature, TimeProvider? time)
{
    private readonly Lazy<float[][]> _exact = new(() => Predictor.Logits(network, validation, CPU));
    private readonly Lazy<float[][]> _padded = new(() => PaddedLogits.Of(network, validation));
    private readonly Lazy<OrderedDictionary<string, WeightArray>> _folded = new(() => Folded((MobileBert)network));

    /// <summary>Writes one graph.</summary>
    /// <exception cref="InvalidDataException">It differs too much from the network.</exception>
    /// <exception cref="ArgumentException">There is no such graph of this network.</exception>
    public ExportedGraph Export(GraphKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var model = Write(kind);
        var agreement = kind.ForServing && network is MobileBert
            ? GraphAgreement.Measure(_exact.Value, ExportCheck.Logits(model, validation), temperature)
            : GraphAgreement.Measure(_padded.Value, PaddedLogits.Of(model, validation, network.PaddingId), temperature);
        return new ExportedGraph(kind, model, agreement.Require(kind.Precision), time is null ? null : GraphSpeed.Measure(model, validation, time));
    }

    private byte[] Write(GraphKind kind) => network switch
    {
        MobileBert mobile when kind.ForServing => FoldedGraph.Write(mobile.Config, _folded.Value, kind.Precision),
        _ => PlainGraph.Write(network, kind.Precision, tokenTypes: !kind.ForServing),
    };

    // Weights that are folded already, as a package's are, come out bit for bit the same.
    private static OrderedDictionary<string, WeightArray> Folded(MobileBert network) => NoNormFolding.Fold(network.Config, network.Parameters.ToArrays());
}
