using System.Collections.Immutable;
using FakeNews.Grains.Cascade;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Tests.Swap;
using FakeNews.Grains.Trial;

namespace FakeNews.Grains.Tests.Cascade;

public sealed class CascadeCheckTests
{
    private const int Beginning = 6;
    private static readonly DecisionThresholds Thresholds = new(0.8, 0.5);

    [Fact]
    public async Task Checks_count_exactly_the_decisions_that_are_others_on_the_whole()
    {
        await using var life = await StartAsync(("Cascade:CheckShare", "100"), ("Cascade:MaximumFlipRate", "1"));
        var articles = Some(150, "c");

        var judgements = await LifeCluster.JudgeAsync(life.Cluster.Silos[0], articles);

        var accepted = articles.Where(Accepted).ToList();
        var flips = accepted.Count(article => Thresholds.Decide(Expected(article, Beginning)) != Thresholds.Decide(Expected(article, int.MaxValue)));
        Assert.InRange(flips, 5, accepted.Count - 5);
        Assert.All(judgements.Zip(articles), pair => Assert.Equal(Expected(pair.Second, Accepted(pair.Second) ? Beginning : int.MaxValue), pair.First.Verdict!.FakeProbability!.Value, 9));
        CascadeFigures? figures = null;
        await LifeCluster.UntilAsync(async () => (figures = Find((await life.Registry.StatusAsync()).Trial))?.Compared == accepted.Count, "The checks do not end.");
        var longer = articles.Count(article => Length(article) > Beginning);
        Assert.Equal((articles.Length - longer, accepted.Count, longer - accepted.Count), (figures!.AtOnce, figures.Accepted, figures.ReadOn));
        Assert.Equal((flips, 0, 0, false), (figures.Flips, figures.Dropped, figures.Failed, figures.SwitchedOff));
        Assert.Equal((double)flips / articles.Length, figures.FlipRate, 9);
        Assert.InRange(figures.FlipRate, figures.FlipRateLow, figures.FlipRateHigh);
    }

    [Fact]
    public async Task Too_many_flips_switch_it_off_by_itself_and_every_article_is_read_at_once()
    {
        await using var life = await StartAsync(("Cascade:CheckShare", "100"), ("Cascade:MaximumFlipRate", "0.01"), ("Cascade:MinimumChecked", "20"));
        await LifeCluster.JudgeAsync(life.Cluster.Silos[0], Some(200, "before"));
        await LifeCluster.UntilAsync(async () => Find((await life.Registry.StatusAsync()).Trial)!.SwitchedOff, "It stays on.");

        var after = Some(60, "after");
        var judgements = await LifeCluster.JudgeAsync(life.Cluster.Silos[0], after);

        Assert.All(judgements.Zip(after), pair => Assert.Equal(Expected(pair.Second, int.MaxValue), pair.First.Verdict!.FakeProbability!.Value, 9));
        Assert.All(judgements, judgement => Assert.False(judgement.Verdict!.Truncated));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 10)]
    [InlineData(12.5, 125)]
    [InlineData(100, 1000)]
    public void The_share_that_is_checked_is_the_one_that_was_asked_for(double percent, int expected)
    {
        var counter = new CascadeCounter(new string('a', 64), percent);

        Assert.Equal(expected, Enumerable.Range(0, 1000).Count(_ => counter.Accepted()));
    }

    [Fact]
    public void Figures_of_silos_add_up_and_one_that_switched_off_shows()
    {
        var merged = Assert.Single(CascadeFigures.Merge([new("a", 1, 2, 3, 2, 1, 0, 0, false), new("a", 10, 20, 30, 8, 2, 4, 5, true)]));

        Assert.Equal(new("a", 11, 22, 33, 10, 3, 4, 5, true), merged);
        Assert.Equal(0.6, merged.ReadOnShare, 9);
        Assert.Equal(22.0 / 66 * 0.3, merged.FlipRate, 9);
        Assert.Equal(22.0 / 66 * Proportion.Interval(3, 10).Low, merged.FlipRateLow, 9);
    }

    private static async Task<LifeCluster> StartAsync(params (string Key, string Value)[] settings)
    {
        var life = await LifeCluster.StartAsync(1, null, [("Trial:ShadowCapacity", "1"), ("Trial:MaximumFlagRateShift", "1"), .. settings]);
        var second = await life.ImportAsync("2.0.0", manifest => manifest with { Cascade = new(Beginning, new(0.45, 0.55), 0.001) });
        await life.MustAsync(RegistryVerb.Prepare, second);
        await life.MustAsync(RegistryVerb.Activate, second);
        return life;
    }

    private static CascadeFigures? Find(TrialReport trial) => trial.Cascades.SingleOrDefault(figures => figures.Accepted > 0);

    private static ImmutableArray<Submission> Some(int count, string prefix) =>
        [.. Enumerable.Range(0, count).Select(i => LifeCluster.Article($"{prefix}{i}", string.Join(' ', Enumerable.Range(0, 1 + (i % 12)).Select(word => $"w{((i * 7) + (word * 11)) % 40}"))))];

    private static int Length(Submission article) => article.Article.Title!.Split(' ').Length + 2;

    private static bool Accepted(Submission article) => Length(article) > Beginning && Expected(article, Beginning) is (< 0.45 or > 0.55);

    private static double Expected(Submission article, int tokens)
    {
        var words = article.Article.Title!.Split(' ');
        return LifeCluster.Expected(string.Join(' ', words.Take(tokens - 2)), "2.0.0");
    }
}
