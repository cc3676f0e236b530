using System.Collections.Immutable;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Trial;

/// <summary>What the candidate would do otherwise than the champion, on the articles that both judged.</summary>
/// <param name="Champion">The active model.</param>
/// <param name="Candidate">The model in the shadow.</param>
/// <param name="Since">When the comparison began.</param>
/// <param name="Total">All compared articles.</param>
/// <param name="BySource">The same by publisher; beyond a bound they are counted together.</param>
/// <param name="ByLength">The same by length: the key is the largest number of tokens of its class.</param>
/// <param name="Flips">The latest articles that change side.</param>
/// <param name="Offered">Articles that the shadow's share took.</param>
/// <param name="Dropped">Of them, those the candidate did not judge, because serving needed the devices.</param>
/// <param name="Failed">Of them, those the candidate failed on.</param>
[GenerateSerializer, Immutable]
public sealed record FlipReport(
    [property: Id(0)] ModelIdentity Champion,
    [property: Id(1)] ModelIdentity Candidate,
    [property: Id(2)] DateTimeOffset Since,
    [property: Id(3)] FlipCounts Total,
    [property: Id(4)] ImmutableSortedDictionary<string, FlipCounts> BySource,
    [property: Id(5)] ImmutableSortedDictionary<int, FlipCounts> ByLength,
    [property: Id(6)] ImmutableArray<Flip> Flips,
    [property: Id(7)] long Offered,
    [property: Id(8)] long Dropped,
    [property: Id(9)] long Failed)
{
    /// <summary>Publishers told apart.</summary>
    public const int MaximumSources = 100;

    /// <summary>Articles listed.</summary>
    public const int MaximumFlips = 200;

    /// <summary>All other publishers.</summary>
    public const string OtherSources = "(others)";

    /// <summary>The reports of several silos as one; null where there is none for these models.</summary>
    public static FlipReport? Merge(IEnumerable<FlipReport> reports)
    {
        FlipReport? merged = null;
        foreach (var report in reports)
        {
            merged = merged is null ? report
                : merged.Champion != report.Champion || merged.Candidate != report.Candidate ? merged
                : Join(merged, report);
        }

        return merged;
    }

    private static FlipReport Join(FlipReport a, FlipReport b) => a with
    {
        Since = a.Since < b.Since ? a.Since : b.Since,
        Total = a.Total + b.Total,
        BySource = Bound(Join(a.BySource, b.BySource)),
        ByLength = Join(a.ByLength, b.ByLength),
        Flips = [.. a.Flips.Concat(b.Flips).OrderByDescending(flip => flip.At).Take(MaximumFlips)],
        Offered = a.Offered + b.Offered,
        Dropped = a.Dropped + b.Dropped,
        Failed = a.Failed + b.Failed,
    };

    private static ImmutableSortedDictionary<T, FlipCounts> Join<T>(ImmutableSortedDictionary<T, FlipCounts> a, ImmutableSortedDictionary<T, FlipCounts> b)
        where T : notnull => a.SetItems(b.Select(pair => KeyValuePair.Create(pair.Key, pair.Value + a.GetValueOrDefault(pair.Key))));

    private static ImmutableSortedDictionary<string, FlipCounts> Bound(ImmutableSortedDictionary<string, FlipCounts> counts)
    {
        if (counts.Count <= MaximumSources + 1)
        {
            return counts;
        }

        var kept = counts.Where(pair => pair.Key != OtherSources).OrderByDescending(pair => pair.Value.Compared).Take(MaximumSources).ToImmutableSortedDictionary();
        return kept.Add(OtherSources, counts.Where(pair => !kept.ContainsKey(pair.Key)).Aggregate(default(FlipCounts), static (sum, pair) => sum + pair.Value));
    }
}
