using System.Collections.Immutable;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Grains.Tests.Classification;
using FakeNews.Grains.Tests.Models;

namespace FakeNews.Grains.Tests.Cascade;

public sealed class CascadeServingTests
{
    private const int Beginning = 8;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly CascadeRecipe Recipe = new(Beginning, new(0.3, 0.7), 0.001);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_verdict_is_that_of_the_beginning_outside_the_band_and_that_of_the_whole_within()
    {
        using var local = new LocalPipeline(cascade: Recipe);
        var submissions = Articles.Many(400);

        var verdicts = (await JudgeAsync(local, submissions)).Select(judgement => judgement.Verdict!).ToList();

        Assert.Equal(submissions.Select(submission => submission.Article.Id), verdicts.Select(verdict => verdict.ArticleId));
        var ends = new Dictionary<string, int> { ["at once"] = 0, ["accepted"] = 0, ["read on"] = 0 };
        foreach (var (submission, verdict) in submissions.Zip(verdicts))
        {
            var total = submission.Article.Title!.Split(' ').Length + 2;
            var beginning = Articles.ExpectedProbability(submission, Beginning);
            var end = total <= Beginning ? "at once" : beginning is < 0.3 or > 0.7 ? "accepted" : "read on";
            ends[end]++;
            Assert.Equal(end == "accepted" ? beginning : Articles.ExpectedProbability(submission), verdict.FakeProbability!.Value, 9);
            Assert.Equal(new TokenCount(end == "accepted" ? Beginning : total, total), verdict.Tokens);
            Assert.Equal(end == "accepted", verdict.Truncated);
            Assert.Equal(Recipe.Accept.Accepts(beginning) || total <= Beginning, end != "read on");
        }

        Assert.All(ends.Values, count => Assert.InRange(count, 20, 380));
    }

    [Fact]
    public async Task The_same_articles_alone_and_together_get_the_same_verdicts()
    {
        using var local = new LocalPipeline(cascade: Recipe);
        var submissions = Articles.Many(60, seed: 2);

        var together = await JudgeAsync(local, submissions);
        foreach (var (submission, judgement) in submissions.Zip(together))
        {
            var alone = Assert.Single(await JudgeAsync(local, [submission with { Input = null }])).Verdict!;
            Assert.Equal((judgement.Verdict!.FakeProbability, judgement.Verdict.Decision, judgement.Verdict.Tokens), (alone.FakeProbability, alone.Decision, alone.Tokens));
        }
    }

    [Fact]
    public async Task An_article_that_is_read_on_stays_with_the_model_it_began_with()
    {
        using var local = new LocalPipeline(lanes: 1, cascade: Recipe);
        using var newer = TestPackage.Write(manifest => manifest with { Cascade = Recipe }, version: "2.0.0");
        var unsure = Articles.Many(400).First(ReadsOn);
        local.Runtime.Gate.Reset();
        var judging = JudgeAsync(local, [unsure]);
        Assert.Equal((1, Beginning), local.Runtime.Began.Take(Cancellation));

        var drained = local.Activate(newer.Snapshot());
        Assert.False(drained.IsCompleted);
        local.Runtime.Gate.Set();
        var verdict = Assert.Single(await judging).Verdict!;

        Assert.Equal("1.0.0", verdict.Model.Version);
        Assert.Equal(verdict.Tokens!.Value.Total, local.Runtime.Began.Take(Cancellation).Length);
        await drained.WaitAsync(Bound, Cancellation);
    }

    [Fact]
    public async Task Beginnings_run_together_whatever_the_articles_lengths()
    {
        using var local = new LocalPipeline(lanes: 1, cascade: Recipe with { Accept = new(0.5, 0.5) });
        local.Runtime.Gate.Reset();
        var blocker = JudgeAsync(local, [Articles.One("blocker", "w1")]);
        local.Runtime.Began.Take(Cancellation);
        var judging = JudgeAsync(local, [.. Enumerable.Range(10, 16).Select(words => Articles.One($"{words}", string.Join(' ', Enumerable.Repeat($"w{words}", words))))]);
        await UntilAsync(() => local.Devices.All[0].Depth == 2);
        local.Runtime.Gate.Set();

        await Task.WhenAll(blocker, judging);

        Assert.Equal((16, Beginning), local.Runtime.Began.Take(Cancellation));
    }

    [Fact]
    public async Task What_is_not_read_can_do_no_harm_and_what_is_read_on_fails_alone()
    {
        using var local = new LocalPipeline(cascade: Recipe);
        var submissions = Articles.Many(400).Select(submission => submission.Article.Title!.Split(' ').Length + 2 <= Beginning
            ? submission
            : submission with { Article = submission.Article with { Title = submission.Article.Title + " poison" } }).ToImmutableArray();

        var judgements = await JudgeAsync(local, submissions);

        Assert.All(judgements.Zip(submissions), pair => Assert.Equal(!ReadsOn(pair.Second), pair.First.Succeeded));
        Assert.Contains(judgements, judgement => judgement.Failure is { Attempts: >= 3, Message: "The stand-in was fed poison." });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_small_capacity_holds_nobody_for_ever_though_all_are_read_on(int capacity)
    {
        using var local = new LocalPipeline(batching: new() { Capacity = capacity }, cascade: Recipe with { Accept = new(0, 1) });
        var submissions = Articles.Many(200);

        var judgements = await JudgeAsync(local, submissions);

        Assert.All(judgements.Zip(submissions), pair => Assert.Equal(Articles.ExpectedProbability(pair.Second), pair.First.Verdict!.FakeProbability!.Value, 9));
    }

    [Fact]
    public async Task Switched_off_every_article_is_read_at_once()
    {
        using var local = new LocalPipeline(cascade: Recipe, cascades: new() { Enabled = false });
        var submissions = Articles.Many(100);

        var judgements = await JudgeAsync(local, submissions);

        Assert.All(judgements.Zip(submissions), pair => Assert.Equal(Articles.ExpectedProbability(pair.Second), pair.First.Verdict!.FakeProbability!.Value, 9));
        Assert.All(judgements, judgement => Assert.False(judgement.Verdict!.Truncated));
    }

    [Fact]
    public void A_package_without_a_cascade_has_the_address_it_had()
    {
        using var package = TestPackage.Write();

        Assert.DoesNotContain("cascade", File.ReadAllText(Path.Combine(package.Folder, "manifest.json")), StringComparison.Ordinal);
    }

    private static bool ReadsOn(Submission submission) =>
        submission.Article.Title!.Split(' ').Length + 2 > Beginning && !Recipe.Accept.Accepts(Articles.ExpectedProbability(submission, Beginning));

    private static async Task<ImmutableArray<Judgement>> JudgeAsync(LocalPipeline local, ImmutableArray<Submission> submissions) =>
        await local.Pipeline.JudgeAsync(submissions, Cancellation).WaitAsync(Bound, Cancellation);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        bound.CancelAfter(Bound);
        while (!condition())
        {
            bound.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
