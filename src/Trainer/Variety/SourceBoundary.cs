using FakeNews.Trainer.Baselines;
using FakeNews.Trainer.Networks;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Variety;

/// <summary>Where fake and real are equally likely on the sets' validation parts, each set and each label counting alike. An unknown source is nearer to their mean than to any one of them.</summary>
/// <param name="LogOdds">The network's log-odds of real at which they are.</param>
public sealed record SourceBoundary(double LogOdds)
{
    private const double InverseStrength = 100;

    /// <summary>Fits it as a logistic curve, which uses all rows: the best cut of a few hundred rows would follow chance.</summary>
    /// <param name="sets">Log-odds of real with the labels, one list for each set; a set that lacks a label counts nothing.</param>
    public static SourceBoundary Fit(IReadOnlyList<IReadOnlyList<(double LogOdds, int Label)>> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var usable = sets.Where(static set => set.Any(static row => row.Label == 0) && set.Any(static row => row.Label == 1)).ToList();
        var (rows, labels, weights) = (new SparseRows(1), new List<int>(), new List<double>());
        foreach (var set in usable)
        {
            foreach (var (logOdds, label) in set)
            {
                rows.Add([0], [logOdds]);
                labels.Add(label);
                weights.Add(1.0 / set.Count(row => row.Label == label));
            }
        }

        if (usable.Count == 0)
        {
            return new SourceBoundary(0);
        }

        var curve = LogisticRegression.Fit(rows, labels.ToArray(), InverseStrength, weights.ToArray());
        return new SourceBoundary(curve.Coefficients[0] > 0 ? -curve.Intercept / curve.Coefficients[0] : 0);
    }

    /// <summary>Moves a classifier's offsets so that even odds lie there.</summary>
    public void MoveToEvenOdds(IClassifierNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var bias = network.Parameters["classifier.bias"];
        bias.add_(tensor([(float)(LogOdds / 2), (float)(-LogOdds / 2)], device: bias.device));
    }
}
