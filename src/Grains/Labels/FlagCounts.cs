using FakeNews.Grains.Trial;

namespace FakeNews.Grains.Labels;

/// <summary>How flagged articles were labelled.</summary>
/// <param name="Fake">Flags that reviewers found right.</param>
/// <param name="Real">Flags that reviewers found wrong.</param>
/// <param name="Disputed">Flags on which as many say the one as the other.</param>
/// <param name="Undecided">Flags on which nobody could tell.</param>
public sealed record FlagCounts(int Fake, int Real, int Disputed, int Undecided)
{
    /// <summary>Flags that count for the precision.</summary>
    public int Decided => Fake + Real;

    /// <summary>Share of the decided flags that were right; null without any.</summary>
    public double? Precision => Decided == 0 ? null : (double)Fake / Decided;

    /// <summary>Lower end of Wilson's 95 % interval; 0 without any.</summary>
    public double Low => Proportion.Interval(Fake, Decided).Low;

    /// <summary>Upper end of Wilson's 95 % interval; 1 without any.</summary>
    public double High => Proportion.Interval(Fake, Decided).High;

    /// <summary>Counts outcomes.</summary>
    public static FlagCounts Of(IEnumerable<ReviewOutcome> outcomes)
    {
        var counts = outcomes.CountBy(static outcome => outcome).ToDictionary();
        return new(
            counts.GetValueOrDefault(ReviewOutcome.Fake),
            counts.GetValueOrDefault(ReviewOutcome.Real),
            counts.GetValueOrDefault(ReviewOutcome.Disputed),
            counts.GetValueOrDefault(ReviewOutcome.Undecided));
    }
}
