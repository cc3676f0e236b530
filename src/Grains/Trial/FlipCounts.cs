namespace FakeNews.Grains.Trial;

/// <summary>How many articles would change side. A side is flagged or not.</summary>
/// <param name="Compared">Articles that both models judged.</param>
/// <param name="ToFlag">Only the candidate flags.</param>
/// <param name="FromFlag">Only the champion flags.</param>
[GenerateSerializer, Immutable]
public readonly record struct FlipCounts([property: Id(0)] long Compared, [property: Id(1)] long ToFlag, [property: Id(2)] long FromFlag)
{
    /// <summary>Articles that change side.</summary>
    public long Flips => ToFlag + FromFlag;

    /// <summary>Flips among the compared; 0 where none was.</summary>
    public double Rate => Compared == 0 ? 0 : (double)Flips / Compared;

    /// <summary>Lower end of the rate's 95 % interval (Wilson).</summary>
    public double RateLow => Proportion.Interval(Flips, Compared).Low;

    /// <summary>Upper end of the rate's 95 % interval (Wilson).</summary>
    public double RateHigh => Proportion.Interval(Flips, Compared).High;

    /// <summary>Both together.</summary>
    public static FlipCounts operator +(FlipCounts a, FlipCounts b) => new(a.Compared + b.Compared, a.ToFlag + b.ToFlag, a.FromFlag + b.FromFlag);

    /// <summary>Both together.</summary>
    public static FlipCounts Add(FlipCounts left, FlipCounts right) => left + right;
}
