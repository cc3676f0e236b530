using FakeNews.Trainer.Evaluation;

namespace FakeNews.Trainer.Comparisons;

/// <summary>One model of the comparison.</summary>
/// <param name="Name">What it is.</param>
/// <param name="IsProbe">Whether it does not read the wording: what it reaches is no merit.</param>
/// <param name="Accuracy">On the held-out part.</param>
/// <param name="WeightedF1">Likewise.</param>
/// <param name="RocAuc">Likewise; null where it is not defined.</param>
/// <param name="Parameters">Learned numbers; null where that says nothing.</param>
/// <param name="TrainingSeconds">From the first update (or text) to the last evaluation.</param>
/// <param name="TrainingRate">Samples a second while updating; null where it is not trained in updates.</param>
/// <param name="TrainingMegabytes">The process's peak memory while it was trained; null where it can't be told.</param>
/// <param name="Serving">One for each precision that was accepted.</param>
/// <param name="Refused">Why a graph was not accepted, or null.</param>
public sealed record ComparisonRow(
    string Name,
    bool IsProbe,
    double Accuracy,
    double WeightedF1,
    double? RocAuc,
    long? Parameters,
    double? TrainingSeconds,
    double? TrainingRate,
    double? TrainingMegabytes,
    IReadOnlyList<ServingFigures> Serving,
    string? Refused = null)
{
    /// <summary>Of a model that only judged.</summary>
    public static ComparisonRow Of(string name, bool isProbe, ClassificationMetrics metrics, long? parameters = null, double? seconds = null, double? megabytes = null, params IReadOnlyList<ServingFigures> serving)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return new ComparisonRow(name, isProbe, metrics.Confusion.Accuracy, metrics.Confusion.Weighted.F1, metrics.RocAuc, parameters, seconds, null, megabytes, serving);
    }
}
