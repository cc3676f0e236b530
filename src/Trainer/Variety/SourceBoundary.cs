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

    /// <summary>
    /// The nearest log-odds that cost a set little: another set may lie where even odds for all would cut through one of this set's classes, though nothing forces that.
    /// </summary>
    /// <param name="rows">The set's log-odds of real with the labels.</param>
    /// <param name="cost">Accuracy that may be lost of what the set's own best cut reaches.</param>
    public SourceBoundary Sparing(IReadOnlyList<(double LogOdds, int Label)> rows, double cost)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var ordered = rows.OrderBy(static row => row.LogOdds).ToList();

        // Right by a cut below the row: fakes before it, real ones from it on.
        var right = new int[ordered.Count + 1];
        right[0] = ordered.Count(static row => row.Label == 1);
        for (var i = 0; i < ordered.Count; i++)
        {
            right[i + 1] = right[i] + (ordered[i].Label == 0 ? 1 : -1);
        }

        var enough = right.Max() - (cost * ordered.Count);
        double Nearest(int cut)
        {
            var (from, to) = (cut == 0 ? double.NegativeInfinity : ordered[cut - 1].LogOdds, cut == ordered.Count ? double.PositiveInfinity : ordered[cut].LogOdds);
            return LogOdds > from && LogOdds < to ? LogOdds : double.IsInfinity(from) ? to - 0.01 : double.IsInfinity(to) ? from + 0.01 : (from + to) / 2;
        }

        return ordered.Count == 0 ? this : new SourceBoundary(Enumerable.Range(0, right.Length).Where(cut => right[cut] >= enough).Select(Nearest).MinBy(cut => Math.Abs(cut - LogOdds)));
    }

    /// <summary>What the logits of fake and real become by <see cref="MoveToEvenOdds"/>.</summary>
    /// <param name="logits">2 of them; they stay as they are.</param>
    public float[] Moved(float[] logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        return [logits[0] + (float)(LogOdds / 2), logits[1] - (float)(LogOdds / 2)];
    }

    /// <summary>Moves a classifier's offsets so that even odds lie there.</summary>
    public void MoveToEvenOdds(IClassifierNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var bias = network.Parameters["classifier.bias"];
        bias.add_(tensor(Moved([0, 0]), device: bias.device));
    }
}
