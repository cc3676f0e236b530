using FakeNews.Grains.Contracts;

namespace FakeNews.Trainer.Runs;

/// <summary>Chooses the bounds of the decisions on the validation part.</summary>
public static class ThresholdChoice
{
    /// <summary>Share of real articles that may be flagged.</summary>
    public const double FalseFlags = 0.01;

    /// <summary>Share of fake articles that may pass without review.</summary>
    public const double Missed = 0.01;

    /// <summary>The same for sets beside ISOT, of which no model tells the classes apart as well.</summary>
    public const double MissedElsewhere = 0.1;

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

        // The highest-scored real article that must not be flagged.
        var allowedFlags = (int)(FalseFlags * real.Length);
        var flag = real.Length == 0 ? 0.5 : (Math.Floor(real[^(allowedFlags + 1)] * 1000) + 1) / 1000;
        var review = ReviewBound(fake, Missed);
        flag = Math.Clamp(flag, 0.5, 1);
        return new DecisionThresholds(flag, Math.Clamp(review, 0.001, Math.Min(0.5, flag)));
    }

    /// <summary>
    /// For a model of several sets, whose even odds lie where <see cref="Variety.SourceBoundary"/> put them. Flag: as given. Review: the highest bound, 0.5 at most, below which lie no more
    /// than <see cref="Missed"/> of the first set's fake articles and <see cref="MissedElsewhere"/> of the others'.
    /// </summary>
    /// <param name="flag">From 0.5 to 1.</param>
    /// <param name="sets">Labels and calibrated probabilities of fake of each set, ISOT's first.</param>
    public static DecisionThresholds ChooseAcross(double flag, IReadOnlyList<IReadOnlyList<(int Label, double ProbabilityOfFake)>> sets)
    {
        static double[] Fake(IEnumerable<(int Label, double ProbabilityOfFake)> rows) => [.. rows.Where(static row => row.Label == 0).Select(static row => row.ProbabilityOfFake).Order()];
        var review = Math.Min(ReviewBound(Fake(sets[0]), Missed), ReviewBound(Fake(sets.Skip(1).SelectMany(static set => set)), MissedElsewhere));
        return new DecisionThresholds(flag, Math.Clamp(review, 0.001, 0.5));
    }

    /// <summary>The lowest-scored fake article that must not pass, rounded down.</summary>
    private static double ReviewBound(double[] fake, double missed) => fake.Length == 0 ? 0.5 : Math.Floor(fake[(int)(missed * fake.Length)] * 1000) / 1000;
}
