using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Evaluation;

namespace FakeNews.Trainer.Served;

/// <summary>Everything that is measured on one set with the served model.</summary>
/// <param name="Set">The scored articles.</param>
/// <param name="Metrics">At probability one half, and without a threshold.</param>
/// <param name="Intervals">95 % bootstrap intervals by the figure's name; a figure that a missing class leaves undefined is left out.</param>
/// <param name="Served">What the package's flag threshold does.</param>
/// <param name="Kept">What its review threshold keeps from passing.</param>
/// <param name="AtFalseFlagRate">The most fakes that can be flagged with one false flag in 1,000 real articles.</param>
/// <param name="Coverage">Error when the least certain are left out.</param>
/// <param name="ByLength">Slices by length.</param>
/// <param name="ByTime">Slices by time.</param>
public sealed record SetEvaluation(
    ScoredSet Set,
    ClassificationMetrics Metrics,
    IReadOnlyDictionary<string, Interval> Intervals,
    FlagCut Served,
    FlagCut Kept,
    FlagCut AtFalseFlagRate,
    CoverageCurve Coverage,
    IReadOnlyList<SetSlice> ByLength,
    IReadOnlyList<SetSlice> ByTime)
{
    /// <summary>Share of real articles that may be flagged in <see cref="AtFalseFlagRate"/>.</summary>
    public const double FalseFlagRate = 0.001;

    private static readonly (string Name, Func<ScoredLabels, double?> Figure)[] Figures =
    [
        ("accuracy", rows => rows.Confusion().Accuracy),
        ("balancedAccuracy", rows => rows.FakeCount == 0 || rows.RealCount == 0 ? null : rows.Confusion().BalancedAccuracy),
        ("weightedF1", rows => rows.Confusion().Weighted.F1),
        ("rocAuc", rows => Ranking.OfReal(rows).RocAuc()),
        ("expectedCalibrationError", rows => Reliability.OfPrediction(rows).ExpectedError),
    ];

    /// <summary>The set's name.</summary>
    public string Name => Set.Name;

    /// <summary>Balanced accuracy where all that is flagged counts as called fake; null where a class is missing.</summary>
    public double? BalancedAccuracyServed => Served is { Recall: { } recall, FalseFlagRate: { } rate } ? (recall + 1 - rate) / 2 : null;

    /// <summary>Share of articles with a decision.</summary>
    public double ShareOf(Decision decision) => (double)Set.Articles.Count(article => article.Decision == decision) / Set.Articles.Count;

    /// <summary>Measures.</summary>
    /// <param name="set">At least one scored article.</param>
    /// <param name="thresholds">The package's.</param>
    /// <param name="resamples">Of the bootstrap.</param>
    /// <exception cref="InvalidDataException">No article got a score.</exception>
    public static SetEvaluation Measure(ScoredSet set, DecisionThresholds thresholds, int resamples = 1000)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(thresholds);
        var rows = set.Rows;
        var cuts = new FlagCuts(rows);
        var intervals = new Bootstrap(resamples: resamples).Of(rows, [.. Figures.Select(figure => figure.Figure)]);
        return new SetEvaluation(
            set,
            ClassificationMetrics.Measure(rows),
            Figures.Zip(intervals).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First.Name, pair => pair.Second!),
            cuts.At(thresholds.Flag),
            cuts.At(thresholds.Review),
            cuts.AtFalseFlagRate(FalseFlagRate),
            CoverageCurve.Measure(rows),
            SetSlices.ByLength(set.Articles),
            SetSlices.ByTime(set.Articles));
    }
}
