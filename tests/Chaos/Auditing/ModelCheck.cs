using System.Globalization;

namespace FakeNews.Chaos.Auditing;

/// <summary>A verdict's model was active while the verdict came about, and says what <c>classify</c> says with it.</summary>
internal sealed class ModelCheck(Evidence evidence, Findings findings)
{
    private readonly ILookup<string, ModelSpan> _spans = evidence.Models.ToLookup(span => span.Sha256);

    /// <summary>Largest difference of probabilities so far.</summary>
    public double LargestDeviation { get; private set; }

    /// <summary>Takes a verdict and the article that it answers.</summary>
    public void Take(ResultRecord verdict, InputRecord article)
    {
        if (evidence.Models.Count > 0)
        {
            var bound = verdict.Timestamp + evidence.CommitBound;
            var active = verdict.Model is not null && _spans[verdict.Model].Any(span => span.From <= bound && (span.To is null || span.To >= article.Timestamp));
            findings.Check(Law.Stale, active, () => $"verdict {verdict.Partition}:{verdict.Offset} of {verdict.Timestamp:HH:mm:ss.fff} is of model {verdict.Model}, which was not active since {article.Timestamp:HH:mm:ss.fff}");
        }

        if (article.Text >= 0 && verdict.Model is not null && evidence.Expected.TryGetValue(new TextOfModel(verdict.Model, article.Text), out var expected))
        {
            var deviation = Deviation(verdict.FakeProbability, expected.FakeProbability);
            LargestDeviation = Math.Max(LargestDeviation, deviation);
            var equal = verdict.Label == expected.Label && deviation <= evidence.Tolerance;
            findings.Check(Law.WrongVerdict, equal, () => string.Create(
                CultureInfo.InvariantCulture,
                $"article {article.Id} (text {article.Text}): {verdict.Label} {verdict.FakeProbability}, classify says {expected.Label} {expected.FakeProbability}"));
        }
    }

    private static double Deviation(double? left, double? right) =>
        left is { } one && right is { } other ? Math.Abs(one - other) : left is null && right is null ? 0 : double.PositiveInfinity;
}
