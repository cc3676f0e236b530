namespace FakeNews.Trainer.Evaluation;

/// <summary>
/// Confidence intervals by resampling rows with replacement (percentile method; Efron and Tibshirani 1993, chapter 13). The same seed gives the same intervals.
/// </summary>
/// <param name="seed">Seed of the resamples.</param>
/// <param name="resamples">How many; at least 100.</param>
/// <param name="level">Share of resamples within the interval, above 0 and below 1.</param>
public sealed class Bootstrap(int seed = 42, int resamples = 1000, double level = 0.95)
{
    private readonly int _resamples = resamples >= 100 ? resamples : throw new ArgumentOutOfRangeException(nameof(resamples), resamples, "At least 100 resamples.");
    private readonly double _level = level is > 0 and < 1 ? level : throw new ArgumentOutOfRangeException(nameof(level), level, "Between 0 and 1.");

    /// <summary>The interval of one figure, or null where it can't be computed.</summary>
    public Interval? Of(ScoredLabels rows, Func<ScoredLabels, double?> figure) => Of(rows, [figure])[0];

    /// <summary>The intervals of several figures on the same resamples. Resamples on which a figure can't be computed (a class is missing) don't count.</summary>
    public IReadOnlyList<Interval?> Of(ScoredLabels rows, IReadOnlyList<Func<ScoredLabels, double?>> figures)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var values = figures.Select(static _ => new List<double>()).ToArray();
        foreach (var picked in Resamples(rows.Count))
        {
            var resample = rows.Pick(picked);
            for (var i = 0; i < figures.Count; i++)
            {
                if (figures[i](resample) is { } value)
                {
                    values[i].Add(value);
                }
            }
        }

        return [.. figures.Select((figure, i) => figure(rows) is { } estimate && values[i].Count > 0 ? Between(estimate, values[i]) : null)];
    }

    /// <summary>How two models differ on the same rows, each resample taken by both.</summary>
    /// <param name="first">Rows scored by the first model.</param>
    /// <param name="second">The same rows scored by the second.</param>
    /// <param name="figure">What is compared.</param>
    /// <exception cref="ArgumentException">The rows have different labels.</exception>
    public PairedDifference? Compare(ScoredLabels first, ScoredLabels second, Func<ScoredLabels, double?> figure)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (!first.Labels.SequenceEqual(second.Labels))
        {
            throw new ArgumentException("Two models can be compared on the same rows only.", nameof(second));
        }

        var differences = new List<double>();
        foreach (var picked in Resamples(first.Count))
        {
            if (figure(first.Pick(picked)) is { } one && figure(second.Pick(picked)) is { } other)
            {
                differences.Add(other - one);
            }
        }

        if (figure(first) is not { } before || figure(second) is not { } after || differences.Count == 0)
        {
            return null;
        }

        var better = (differences.Count(static difference => difference > 0) + (0.5 * differences.Count(static difference => difference == 0))) / differences.Count;
        return new PairedDifference(before, after, Between(after - before, differences), better);
    }

    private IEnumerable<int[]> Resamples(int count)
    {
        var random = new Random(seed);
        var picked = new int[count];
        for (var i = 0; i < _resamples; i++)
        {
            for (var row = 0; row < count; row++)
            {
                picked[row] = random.Next(count);
            }

            yield return picked;
        }
    }

    private Interval Between(double estimate, List<double> values)
    {
        values.Sort();
        return new Interval(estimate, Quantile(values, (1 - _level) / 2), Quantile(values, (1 + _level) / 2), _level);
    }

    private static double Quantile(List<double> sorted, double share)
    {
        var position = share * (sorted.Count - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
