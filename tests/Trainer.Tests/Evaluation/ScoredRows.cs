using FakeNews.Trainer.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Trainer.Tests.Evaluation;

/// <summary>Made-up rows to try definitions on.</summary>
internal static class ScoredRows
{
    /// <summary>2 to 30 rows with few distinct scores, so that ties are frequent.</summary>
    public static Arbitrary<ScoredLabels> Small => Gen.Choose(0, 1).SelectMany(static label => Gen.Choose(0, 10).Select(score => (label, score / 10.0)))
        .ListOf().Where(static rows => rows.Count is >= 2 and <= 30)
        .Select(static rows => new ScoredLabels([.. rows.Select(static row => row.label)], [.. rows.Select(static row => row.Item2)])).ToArbitrary();

    /// <summary>Rows whose scores part the labels the better, the greater the quality.</summary>
    public static ScoredLabels Random(int count, double quality, int seed)
    {
        var random = new Random(seed);
        var (labels, probabilities) = (new int[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            labels[i] = random.Next(2);
            probabilities[i] = 1 / (1 + Math.Exp(-(quality * (labels[i] - 0.5)) - random.NextDouble() + random.NextDouble()));
        }

        return new ScoredLabels(labels, probabilities);
    }
}
