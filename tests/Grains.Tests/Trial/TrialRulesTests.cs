using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Grains.Trial;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Grains.Tests.Trial;

public sealed class TrialRulesTests
{
    private static readonly TrialLimits Limits = new();
    private static readonly ModelIdentity A = new("test", "1", new string('a', 64)), B = new("test", "2", new string('b', 64));

    [Fact]
    public void Equal_models_break_no_limit() => Assert.Null(TrialRules.Broken(Figures(5000, 500), Figures(5000, 510), Report(5000, 20), Limits));

    [Fact]
    public void Too_many_flips_stop_it() => Assert.Contains("MaximumFlipRate", TrialRules.Broken(Figures(0, 0), Figures(0, 0), Report(1000, 90), Limits)!, StringComparison.Ordinal);

    [Fact]
    public void Failures_in_the_shadow_stop_it() =>
        Assert.Contains("MaximumErrorRate", TrialRules.Broken(Figures(0, 0), Figures(0, 0), Report(900, 0) with { Failed = 100 }, Limits)!, StringComparison.Ordinal);

    [Fact]
    public void Failures_stop_it() =>
        Assert.Contains("MaximumErrorRate", TrialRules.Broken(Figures(1000, 100), Figures(900, 90) with { Failed = 100 }, null, Limits)!, StringComparison.Ordinal);

    [Fact]
    public void Failures_that_the_other_model_has_too_do_not() =>
        Assert.Null(TrialRules.Broken(Figures(900, 90) with { Failed = 100 }, Figures(900, 90) with { Failed = 100 }, null, Limits));

    [Theory]
    [InlineData(100, 300)]
    [InlineData(300, 100)]
    public void Another_share_of_flags_stops_it(int before, int after) =>
        Assert.Contains("MaximumFlagRateShift", TrialRules.Broken(Figures(1000, before), Figures(1000, after), null, Limits)!, StringComparison.Ordinal);

    [Fact]
    public void A_longer_latency_stops_it() =>
        Assert.Contains("MaximumLatencyRatio", TrialRules.Broken(Figures(1000, 100, 90), Figures(1000, 100, 900), null, Limits)!, StringComparison.Ordinal);

    [Fact]
    public void A_latency_below_what_is_tolerated_does_not() => Assert.Null(TrialRules.Broken(Figures(1000, 100, 2), Figures(1000, 100, 90), null, Limits));

    [Fact]
    public void Too_few_articles_prove_nothing() => Assert.Null(TrialRules.Broken(Figures(199, 0), Figures(100, 100, 9000) with { Failed = 99 }, Report(199, 199), Limits));

    [Fact]
    public void A_rate_lies_in_its_interval_and_more_trials_narrow_it() => Check.QuickThrowOnFailure(Prop.ForAll(
        Arb.From(from n in Gen.Choose(1, 10_000) from k in Gen.Choose(0, n) select (k, n)),
        pair =>
        {
            var (low, high) = Proportion.Interval(pair.k, pair.n);
            var (lower, higher) = Proportion.Interval(pair.k * 10L, pair.n * 10L);
            var rate = (double)pair.k / pair.n;
            return low >= 0 && low <= rate + 1e-12 && rate <= high + 1e-12 && high <= 1 && higher - lower < high - low + 1e-12;
        }));

    [Theory]
    [InlineData(56, 70, 48, 80, -0.3339, -0.0524)]
    [InlineData(9, 10, 3, 10, -0.8090, -0.1705)]
    public void The_interval_of_a_difference_is_Newcombe_s(long a, long m, long b, long n, double low, double high)
    {
        // Table II of the paper, method 10, with the sign of second minus first.
        var (actualLow, actualHigh) = Proportion.Difference(a, m, b, n);
        Assert.Equal(low, actualLow, tolerance: 1e-4);
        Assert.Equal(high, actualHigh, tolerance: 1e-4);
    }

    [Fact]
    public void A_quantile_is_exact_within_a_step() => Check.QuickThrowOnFailure(Prop.ForAll(
        Arb.From(Gen.NonEmptyListOf(Gen.Choose(1, 500_000))),
        milliseconds =>
        {
            var counts = new long[LatencyBuckets.Count];
            foreach (var value in milliseconds)
            {
                counts[LatencyBuckets.Of(value)]++;
            }

            var sorted = milliseconds.Order().ToArray();
            var exact = sorted[(int)Math.Ceiling(0.99 * sorted.Length) - 1];
            var found = LatencyBuckets.Quantile([.. counts], 0.99);
            return found >= exact - 1e-6 && found <= (exact * Math.Sqrt(2)) + 1e-6;
        }));

    [Fact]
    public void A_share_is_the_share_it_says_and_grows_by_adding()
    {
        var ids = Enumerable.Range(0, 20_000).Select(i => $"article-{i}").ToArray();
        Assert.InRange(ids.Count(id => ArticleShare.Takes(id, 5)), 850, 1150);
        Assert.All(ids.Where(id => ArticleShare.Takes(id, 5)), id => Assert.True(ArticleShare.Takes(id, 10)));
        Assert.All(ids, id => Assert.False(ArticleShare.Takes(id, 0)));
        Assert.All(ids, id => Assert.True(ArticleShare.Takes(id, 100)));
        // xxHash64 of "a" is 0xD24EC4F1A98C6E5B: the place is part of the contract.
        Assert.Equal((int)(0xD24EC4F1A98C6E5BUL % 10_000), ArticleShare.PlaceOf("a"));
    }

    [Fact]
    public void Reports_of_silos_add_up()
    {
        var merged = FlipReport.Merge([Report(10, 2), Report(5, 1)])!;

        Assert.Equal(new FlipCounts(15, 3, 0), merged.Total);
        Assert.Equal(15, merged.BySource["s"].Compared);
        Assert.Equal(15, merged.ByLength[64].Compared);
    }

    private static ArmFigures Figures(long judged, long flagged, double latency = 10)
    {
        var latencies = new long[LatencyBuckets.Count];
        latencies[LatencyBuckets.Of(latency)] = judged;
        return new(A.Sha256, judged, flagged, 0, [.. latencies]);
    }

    private static FlipReport Report(long compared, long flips)
    {
        var counts = new FlipCounts(compared, flips, 0);
        return new(A, B, DateTimeOffset.UnixEpoch, counts, ImmutableSortedDictionary<string, FlipCounts>.Empty.Add("s", counts), ImmutableSortedDictionary<int, FlipCounts>.Empty.Add(64, counts), [], compared, 0, 0);
    }
}
