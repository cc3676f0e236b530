using FakeNews.Grains.Contracts;

namespace FakeNews.Trainer.Runs;

/// <summary>Chooses the bounds of the decisions on the validation part.</summary>
public static class ThresholdChoice
{
    /// <summary>Share of real articles that may be flagged.</summary>
    public const double FalseFlags = 0.01;

    /// <summary>Share of fake articles that may pass without review.</summary>
    public const double Missed = 0.01;

    /// <summary>
    /// Flag: the lowest bound, 0.5 at least, at or above which lie no more than <see cref="FalseFlags"/> of the real articles. Review: the highest bound, 0.5 at
    /// most, below which lie no more than <see cref="Missed"/> of the fake ones. Both are rounded to three digits, to the careful side.
    /// </summary>
    /// <param name="labels">0 fake, 1 real.</param>
    /// <param name="probabilityOfFake">Calibrated, of each row.</param>
    public static DecisionThresholds Choose(IReadOnlyList<int> labels, IReadOnlyList<double> probabilityOfFake)
    {
        double[] Scores(int label) => [.. probabilityOfFake.Where((_, i) => labels[i] == label).Order()];
        var (fake, real) = (Scores(0), Scores(1));

        // The highest-scored real article that must not be flagged, and the lowest-scored fake one that must not pass.
        var (allowedFlags, allowedMisses) = ((int)(FalseFlags * real.Length), (int)(Missed * fake.Length));
        var flag = real.Length == 0 ? 0.5 : (Math.Floor(real[^(allowedFlags + 1)] * 1000) + 1) / 1000;
        var review = fake.Length == 0 ? 0.5 : Math.Floor(fake[allowedMisses] * 1000) / 1000;
        flag = Math.Clamp(flag, 0.5, 1);
        return new DecisionThresholds(flag, Math.Clamp(review, 0.001, Math.Min(0.5, flag)));
    }
}
