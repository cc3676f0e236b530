using System.Collections.Immutable;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Tests.Swap;
using Microsoft.Extensions.DependencyInjection;

namespace FakeNews.Grains.Tests.Trial;

public sealed class TrialTests
{
    [Fact]
    public async Task A_canary_judges_the_same_share_on_every_silo_and_verdicts_name_the_arm()
    {
        await using var life = await LifeCluster.StartAsync();
        var second = await life.ImportAsync("2.0.0");
        await life.MustAsync(RegistryVerb.Prepare, second);
        await life.MustAsync(RegistryVerb.Canary, percent: 20);
        var articles = Enumerable.Range(0, 200).Select(i => LifeCluster.Article($"c{i}", $"w{i % 40} alpha")).ToImmutableArray();

        foreach (var silo in life.Cluster.Silos)
        {
            var judgements = await LifeCluster.JudgeAsync(silo, articles);
            Assert.All(judgements, judgement =>
            {
                var taken = ArticleShare.Takes(judgement.Verdict!.ArticleId, 20);
                Assert.Equal(taken ? ModelArm.Canary : ModelArm.Champion, judgement.Verdict.Arm);
                Assert.Equal(taken ? "2.0.0" : "1.0.0", judgement.Verdict.Model.Version);
            });
        }

        await life.MustAsync(RegistryVerb.Canary, percent: 0);
        Assert.All(await LifeCluster.JudgeAsync(life.Cluster.Silos[0], articles), judgement => Assert.Null(judgement.Verdict!.Arm));
    }

    [Fact]
    public async Task A_shadow_reports_exactly_the_articles_that_would_change_side_and_publishes_nothing()
    {
        await using var life = await LifeCluster.StartAsync(1, null, ("Trial:ShadowCapacity", "1"), ("Trial:MaximumFlipRate", "1"), ("Trial:MaximumFlagRateShift", "1"));
        var second = await life.ImportAsync("2.0.0");
        await life.MustAsync(RegistryVerb.Prepare, second);
        await life.MustAsync(RegistryVerb.Shadow, percent: 100);
        var articles = Enumerable.Range(0, 120).Select(i => LifeCluster.Article($"s{i}", $"w{i % 40} w{i % 7}")).ToImmutableArray();

        var judgements = await LifeCluster.JudgeAsync(life.Cluster.Silos[0], articles);
        await LifeCluster.UntilAsync(() => LifeCluster.FollowerOf(life.Cluster.Silos[0]).Report().Trial.Flips?.Total.Compared == 120, "The shadow does not finish.");
        var report = (await life.Registry.StatusAsync()).Trial.Flips!;

        Assert.All(judgements, judgement => Assert.Equal("1.0.0", judgement.Verdict!.Model.Version));
        var expected = articles.Where(article => (LifeCluster.Expected(article.Article.Title!, "1.0.0") >= 0.8) != (LifeCluster.Expected(article.Article.Title!, "2.0.0") >= 0.8)).ToArray();
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Length, report.Total.Flips);
        Assert.Equal(expected.Select(article => article.Article.Id).Order(), report.Flips.Select(flip => flip.ArticleId).Order());
        Assert.All(report.Flips, flip => Assert.Equal(LifeCluster.Expected(articles.Single(article => article.Article.Id == flip.ArticleId).Article.Title!, "2.0.0"), flip.CandidateProbability!.Value, 6));
        Assert.Equal((120, 0, 0), (report.Offered, report.Dropped, report.Failed));
        Assert.Equal(120, report.BySource["The Daily Test"].Compared);
        Assert.Equal(120, report.ByLength[32].Compared);
    }

    [Fact]
    public async Task A_shadow_without_capacity_drops_articles_and_never_holds_up_a_verdict()
    {
        await using var life = await LifeCluster.StartAsync(1, null, ("Trial:ShadowCapacity", "0"), ("Trial:ShadowQueue", "10"));
        var second = await life.ImportAsync("2.0.0");
        await life.MustAsync(RegistryVerb.Prepare, second);
        await life.MustAsync(RegistryVerb.Shadow, percent: 100);
        var articles = Enumerable.Range(0, 200).Select(i => LifeCluster.Article($"d{i}", $"w{i % 40}")).ToImmutableArray();

        var judgements = await LifeCluster.JudgeAsync(life.Cluster.Silos[0], articles);

        Assert.All(judgements, judgement => Assert.True(judgement.Succeeded));
        var report = LifeCluster.FollowerOf(life.Cluster.Silos[0]).Report().Trial.Flips!;
        Assert.Equal(200, report.Offered);
        Assert.InRange(report.Dropped, 150, 190);
    }

    [Fact]
    public async Task A_canary_that_fails_on_articles_is_rejected_by_itself()
    {
        await using var life = await LifeCluster.StartAsync(1, null, ("Trial:MinimumArticles", "20"));
        var second = await life.ImportAsync("2.0.0");
        await life.MustAsync(RegistryVerb.Prepare, second);
        await life.MustAsync(RegistryVerb.Canary, percent: 50);
        life.Runtimes.Values.Single().Broken[LifeRuntime.GraphOf("2.0.0")] = true;

        var judgements = await LifeCluster.JudgeAsync(life.Cluster.Silos[0], [.. Enumerable.Range(0, 100).Select(i => LifeCluster.Article($"e{i}", $"w{i % 40} alpha beta gamma"))]);
        Assert.Contains(judgements, judgement => !judgement.Succeeded);

        await RejectedAsync(life, "MaximumErrorRate");
    }

    [Fact]
    public async Task A_shadow_that_flips_too_much_is_rejected_by_itself()
    {
        await using var life = await LifeCluster.StartAsync(1, null, ("Trial:ShadowCapacity", "1"), ("Trial:MinimumArticles", "20"), ("Trial:MaximumFlipRate", "0.01"));
        var second = await life.ImportAsync("2.0.0", manifest => manifest with { Thresholds = new(0.0001, 0.0001) });
        await life.MustAsync(RegistryVerb.Prepare, second);
        await life.MustAsync(RegistryVerb.Shadow, percent: 100);

        await LifeCluster.JudgeAsync(life.Cluster.Silos[0], [.. Enumerable.Range(0, 100).Select(i => LifeCluster.Article($"f{i}", $"w{i % 40} w{i % 7}"))]);

        await RejectedAsync(life, "MaximumFlipRate");
    }

    [Fact]
    public async Task A_fresh_champion_that_flags_otherwise_is_rolled_back_by_itself_once()
    {
        await using var life = await LifeCluster.StartAsync(1, null, ("Trial:MinimumArticles", "50"));
        ImmutableArray<Submission> Some(string prefix) => [.. Enumerable.Range(0, 200).Select(i => LifeCluster.Article($"{prefix}{i}", $"w{i % 40} w{i % 7}"))];
        await LifeCluster.JudgeAsync(life.Cluster.Silos[0], Some("before"));
        var second = await life.ImportAsync("2.0.0", manifest => manifest with { Thresholds = new(0.0001, 0.0001) });
        await life.MustAsync(RegistryVerb.Prepare, second);
        await life.MustAsync(RegistryVerb.Activate, second);

        await LifeCluster.JudgeAsync(life.Cluster.Silos[0], Some("after"));

        var last = await LastAsync(life, RegistryVerb.Rollback);
        Assert.Equal("system:limits", last.Actor);
        Assert.Contains("MaximumFlagRateShift", last.Reason, StringComparison.Ordinal);
        Assert.Equal("1.0.0", (await life.Registry.GetAsync()).Active!.Version);
    }

    private static async Task RejectedAsync(LifeCluster life, string limit)
    {
        var last = await LastAsync(life, RegistryVerb.Reject);
        Assert.Equal("system:limits", last.Actor);
        Assert.Contains(limit, last.Reason, StringComparison.Ordinal);
        Assert.Null((await life.Registry.GetAsync()).Candidate);
    }

    private static async Task<HistoryEntry> LastAsync(LifeCluster life, RegistryVerb verb)
    {
        var journal = life.Cluster.Silos[0].SiloHost.Services.GetRequiredService<IRegistryJournal>();
        HistoryEntry? last = null;
        await LifeCluster.UntilAsync(
            async () => (last = (await journal.ReadAsync(long.MaxValue, 1)).FirstOrDefault())?.Command.Verb == verb, $"The registry never does {verb}.");
        return last!;
    }
}
