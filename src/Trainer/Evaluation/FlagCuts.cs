namespace FakeNews.Trainer.Evaluation;

/// <summary>Every way to divide rows by one threshold on the probability of fake, from "flag nothing" to "flag all". Thresholds lie midway between scores.</summary>
public sealed class FlagCuts
{
    private readonly List<FlagCut> _cuts = [];

    /// <summary>Sorts the rows.</summary>
    public FlagCuts(ScoredLabels rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Rows = rows;
        var scores = new double[rows.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = 1 - rows.Probabilities[i];
        }

        var labels = rows.Labels.ToArray();
        Array.Sort(scores, labels);
        long fake = 0, real = 0;
        _cuts.Add(new FlagCut(double.PositiveInfinity, 0, 0, rows.FakeCount, rows.RealCount));
        for (var i = scores.Length - 1; i >= 0; i--)
        {
            fake += labels[i] == 0 ? 1 : 0;
            real += labels[i] == 1 ? 1 : 0;
            if (i == 0 || scores[i - 1] != scores[i])
            {
                _cuts.Add(new FlagCut(i == 0 ? scores[i] : Between(scores[i - 1], scores[i]), fake, real, rows.FakeCount, rows.RealCount));
            }
        }
    }

    /// <summary>The rows.</summary>
    public ScoredLabels Rows { get; }

    /// <summary>By falling threshold.</summary>
    public IReadOnlyList<FlagCut> Cuts => _cuts;

    /// <summary>The most fakes that can be flagged while at most this share of the real rows is.</summary>
    /// <param name="falseFlagRate">For instance 0.001: one in a thousand real articles. With fewer real rows than that none may be flagged.</param>
    public FlagCut AtFalseFlagRate(double falseFlagRate = 0.001)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(falseFlagRate);
        var allowed = (long)Math.Floor((falseFlagRate * Rows.RealCount) + 1e-9);
        var most = _cuts.Last(cut => cut.FlaggedReal <= allowed);
        return _cuts.First(cut => cut.FlaggedFake == most.FlaggedFake);
    }

    /// <summary>The threshold that costs least on these rows; of equal ones the nearest to what calibrated probabilities ask for, cost of a false flag over both costs.</summary>
    /// <param name="costOfFalseFlag">What it costs to flag a real article; positive.</param>
    /// <param name="costOfMiss">What it costs to let a fake pass; positive, in the same unit.</param>
    public CostedThreshold Cheapest(double costOfFalseFlag, double costOfMiss)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(costOfFalseFlag);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(costOfMiss);
        var calibrated = costOfFalseFlag / (costOfFalseFlag + costOfMiss);
        double Cost(FlagCut cut) => ((cut.FlaggedReal * costOfFalseFlag) + ((cut.FakeCount - cut.FlaggedFake) * costOfMiss)) / Rows.Count;
        var best = _cuts.OrderBy(Cost).ThenBy(cut => Math.Abs(cut.Threshold - calibrated)).First();
        return new CostedThreshold(best, Cost(best), calibrated, Cost(At(calibrated)));
    }

    /// <summary>What a threshold does on these rows.</summary>
    /// <param name="threshold">Rows with at least this probability of fake are flagged.</param>
    public FlagCut At(double threshold)
    {
        long fake = 0, real = 0;
        for (var i = 0; i < Rows.Count; i++)
        {
            if (1 - Rows.Probabilities[i] >= threshold)
            {
                fake += Rows.Labels[i] == 0 ? 1 : 0;
                real += Rows.Labels[i];
            }
        }

        return new FlagCut(threshold, fake, real, Rows.FakeCount, Rows.RealCount);
    }

    private static double Between(double low, double high)
    {
        var middle = low + ((high - low) / 2);
        return middle > low ? middle : high;
    }
}
