using System.Collections.Immutable;
using FakeNews.Grains.Trial;

namespace FakeNews.Grains.Cascade;

/// <summary>What reading in two steps did with one model since it was loaded.</summary>
/// <param name="Sha256">The model.</param>
/// <param name="AtOnce">Articles no longer than the first step.</param>
/// <param name="Accepted">Articles judged on their beginning.</param>
/// <param name="ReadOn">Articles that were read on.</param>
/// <param name="Compared">Of the accepted, those that were judged whole as well.</param>
/// <param name="Flips">Of the compared, those whose decision is another on the whole.</param>
/// <param name="Dropped">Checks left out because serving needed the devices.</param>
/// <param name="Failed">Checks that failed.</param>
/// <param name="SwitchedOff">True where a silo reads everything at once since, because too many flipped.</param>
[GenerateSerializer, Immutable]
public sealed record CascadeFigures(
    [property: Id(0)] string Sha256,
    [property: Id(1)] long AtOnce,
    [property: Id(2)] long Accepted,
    [property: Id(3)] long ReadOn,
    [property: Id(4)] long Compared,
    [property: Id(5)] long Flips,
    [property: Id(6)] long Dropped,
    [property: Id(7)] long Failed,
    [property: Id(8)] bool SwitchedOff)
{
    /// <summary>Of the articles longer than the first step, the share that was read on; 0 where there was none.</summary>
    public double ReadOnShare => Accepted + ReadOn == 0 ? 0 : (double)ReadOn / (Accepted + ReadOn);

    /// <summary>Of all decisions, the share that flipped, as far as the checks tell; 0 where nothing was checked.</summary>
    public double FlipRate => Compared == 0 ? 0 : AcceptedShare * Flips / Compared;

    /// <summary>Lower end of the rate's 95 % interval (Wilson, over the checked).</summary>
    public double FlipRateLow => AcceptedShare * Proportion.Interval(Flips, Compared).Low;

    /// <summary>Upper end of the rate's 95 % interval (Wilson, over the checked).</summary>
    public double FlipRateHigh => AcceptedShare * Proportion.Interval(Flips, Compared).High;

    private double AcceptedShare => Accepted == 0 ? 0 : (double)Accepted / (AtOnce + Accepted + ReadOn);

    /// <summary>The figures of several silos as one for each model.</summary>
    public static ImmutableArray<CascadeFigures> Merge(IEnumerable<CascadeFigures> parts) =>
        [.. parts.GroupBy(static part => part.Sha256).Select(static same => same.Aggregate(static (a, b) => new(
            a.Sha256, a.AtOnce + b.AtOnce, a.Accepted + b.Accepted, a.ReadOn + b.ReadOn, a.Compared + b.Compared, a.Flips + b.Flips,
            a.Dropped + b.Dropped, a.Failed + b.Failed, a.SwitchedOff || b.SwitchedOff)))];
}
