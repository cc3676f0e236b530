using FakeNews.Grains.Contracts;
using FakeNews.Grains.Sources;
using Microsoft.Extensions.Time.Testing;

namespace FakeNews.Grains.Tests.Sources;

public sealed class SourceCountsTests
{
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Counts_and_the_flag_rate_cover_the_window_and_no_more()
    {
        var counts = new RollingCounts(TimeSpan.FromHours(1), _time);
        Add(counts, Decision.Flag, Decision.Review, Decision.Pass, Decision.Pass);
        _time.Advance(TimeSpan.FromMinutes(30));
        Add(counts, Decision.Flag);

        var both = counts.Read("s");
        _time.Advance(TimeSpan.FromMinutes(30));
        var second = counts.Read("s");
        _time.Advance(TimeSpan.FromMinutes(31));
        var none = counts.Read("s");

        Assert.Equal(("s", 5L, 2L, 1L, 0.4), (both.Source, both.Articles, both.Flagged, both.Reviewed, both.FlagRate));
        Assert.Equal((1L, 1L, 0L, 1.0), (second.Articles, second.Flagged, second.Reviewed, second.FlagRate));
        Assert.Equal((0L, 0.0), (none.Articles, none.FlagRate));
        Assert.Equal(new(2026, 1, 1, 0, 30, 0, TimeSpan.Zero), none.LastSeen);
    }

    [Fact]
    public void Invented_names_beyond_the_bound_are_counted_together_until_one_goes_quiet()
    {
        var admission = new SourceAdmission(2, TimeSpan.FromHours(1), _time);
        Assert.Equal(["a", "b", "(other)", "a"], new[] { "a", "b", "c", "a" }.Select(admission.Admit));

        _time.Advance(TimeSpan.FromMinutes(40));
        admission.Admit("a");
        _time.Advance(TimeSpan.FromMinutes(40));

        Assert.Equal(["c", "(other)", "a"], new[] { "c", "b", "a" }.Select(admission.Admit));
    }

    private void Add(RollingCounts counts, params IEnumerable<Decision> decisions)
    {
        foreach (var decision in decisions)
        {
            counts.Add(new("id", decision, 0.5, _time.GetUtcNow()));
        }
    }
}
