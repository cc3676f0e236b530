using FakeNews.Trainer.Baselines;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Leaks;

/// <summary>A small part of an article, on which alone a linear classifier is trained: if that goes well, a set can be solved without reading it.</summary>
/// <param name="Name">A few words for tables.</param>
/// <param name="Description">What the classifier sees, in one sentence.</param>
/// <param name="Reads">Whether it sees the wording itself; what such a probe reaches is no leak.</param>
/// <param name="Applies">Whether an article has that part.</param>
/// <param name="View">The part, as words.</param>
/// <param name="Options">How the words become numbers.</param>
public sealed record LeakProbe(
    string Name,
    string Description,
    bool Reads,
    Func<LabelledArticle, bool> Applies,
    Func<LabelledArticle, string> View,
    TfIdfOptions Options)
{
    /// <summary>Trains on one part of a set and judges another.</summary>
    /// <returns>Null where the part of the article is missing: no article of either label has it in one of the two.</returns>
    public LeakProbeResult? Run(IReadOnlyList<LabelledArticle> training, IReadOnlyList<LabelledArticle> heldOut)
    {
        var (known, unknown) = (training.Where(Applies).ToArray(), heldOut.Where(Applies).ToArray());
        if (known.DistinctBy(static article => article.Label).Count() < 2 || unknown.DistinctBy(static article => article.Label).Count() < 2)
        {
            return null;
        }

        var classifier = TfIdfClassifier.Fit([.. known.Select(View)], [.. known.Select(static article => article.Label)], Options);
        var rows = new Evaluation.ScoredLabels([.. unknown.Select(static article => article.Label)], classifier.ProbabilityOfReal(unknown.Select(View)));
        return new LeakProbeResult(
            Name,
            Description,
            Reads,
            known.Length,
            unknown.Length,
            Evaluation.ClassificationMetrics.Measure(rows),
            [.. classifier.Strongest(0, 5).Select(static item => item.Term)],
            [.. classifier.Strongest(1, 5).Select(static item => item.Term)]);
    }
}
