using System.Collections.Immutable;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Tests.Models;

namespace FakeNews.Grains.Tests.Classification;

public sealed class JudgingPipelineTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Judgements_come_in_the_order_of_the_submissions_and_say_what_the_model_said()
    {
        using var local = new LocalPipeline();
        var submissions = Articles.Many(300);

        var judgements = await JudgeAsync(local, submissions);

        Assert.Equal(submissions.Select(submission => submission.Article.Id), judgements.Select(judgement => judgement.Verdict!.ArticleId));
        Assert.All(judgements.Zip(submissions), pair => Assert.Equal(Articles.ExpectedProbability(pair.Second), pair.First.Verdict!.FakeProbability!.Value, 9));
    }

    [Fact]
    public async Task Calls_at_the_same_time_each_get_their_own_articles()
    {
        using var local = new LocalPipeline();
        var calls = Enumerable.Range(0, 20).Select(seed => Articles.Many(30, seed)).ToList();

        var results = await Task.WhenAll(calls.Select(call => JudgeAsync(local, call)));

        Assert.All(results.Zip(calls), pair => Assert.Equal(
            pair.Second.Select(Articles.ExpectedProbability), pair.First.Select(judgement => judgement.Verdict!.FakeProbability!.Value)));
    }

    [Fact]
    public async Task While_the_lanes_are_busy_articles_of_equal_length_gather_into_one_run()
    {
        using var local = new LocalPipeline(lanes: 1);
        local.Runtime.Gate.Reset();
        var first = JudgeAsync(local, [Articles.One("first", "w1 w2")]);
        Assert.Equal((1, 4), local.Runtime.Began.Take(Cancellation));

        var others = JudgeAsync(local, [.. Enumerable.Range(0, 16).Select(i => Articles.One($"{i}", $"w{i} w3 w4"))]);
        await WaitUntilAsync(() => local.Devices.All[0].Depth == 2);
        local.Runtime.Gate.Set();

        Assert.Equal((16, 5), local.Runtime.Began.Take(Cancellation));
        await Task.WhenAll(first, others);
    }

    [Fact]
    public async Task A_poison_article_fails_alone_and_says_why()
    {
        using var local = new LocalPipeline(lanes: 1);
        local.Runtime.Gate.Reset();
        var blocker = JudgeAsync(local, [Articles.One("blocker", "w1")]);
        var submissions = Enumerable.Range(0, 16).Select(i => Articles.One($"a{i}", i == 11 ? "w1 poison w2" : $"w{i} w5 w6")).ToImmutableArray();
        var judging = JudgeAsync(local, submissions);
        await WaitUntilAsync(() => local.Devices.All[0].Depth == 2);
        local.Runtime.Gate.Set();

        var judgements = await judging;

        await blocker;
        var failure = judgements[11].Failure!;
        Assert.Equal("System.InvalidOperationException", failure.ExceptionType);
        Assert.Equal("The stand-in was fed poison.", failure.Message);
        Assert.Equal(5, failure.Attempts);
        Assert.All(judgements.RemoveAt(11), judgement => Assert.True(judgement.Succeeded));
    }

    [Fact]
    public async Task A_single_poison_article_is_tried_as_often_as_the_options_say()
    {
        using var local = new LocalPipeline(batching: new() { MaximumAttempts = 4 });

        var judgement = Assert.Single(await JudgeAsync(local, [Articles.One("a", "poison")]));

        Assert.Equal(4, judgement.Failure!.Attempts);
        Assert.Equal(4, local.Runtime.Began.Count);
    }

    [Fact]
    public async Task Logits_that_are_not_numbers_are_a_failure_and_never_a_verdict()
    {
        using var local = new LocalPipeline();

        var judgements = await JudgeAsync(local, [Articles.One("a", "nan"), Articles.One("b", "w1")]);

        Assert.Equal(typeof(NonFiniteLogitsException).FullName, judgements[0].Failure!.ExceptionType);
        Assert.True(judgements[1].Succeeded);
    }

    [Fact]
    public async Task A_hanging_run_is_given_up_and_the_lane_replaced()
    {
        using var local = new LocalPipeline(lanes: 1, new() { MaximumAttempts = 1 }, runDeadline: TimeSpan.FromSeconds(2));

        var judgements = await JudgeAsync(local, [Articles.One("a", "hang"), Articles.One("b", "w1")]);

        Assert.Equal(typeof(RunDeadlineException).FullName, judgements[0].Failure!.ExceptionType);
        Assert.True(judgements[1].Succeeded);
        Assert.Equal(1, local.Devices.All[0].LanesReplaced);
    }

    [Theory]
    [InlineData("de", VerdictReason.Language)]
    [InlineData("eng", VerdictReason.Language)]
    [InlineData("en-GB", VerdictReason.Probability)]
    [InlineData("EN_us", VerdictReason.Probability)]
    [InlineData("", VerdictReason.Probability)]
    [InlineData(null, VerdictReason.Probability)]
    public async Task Only_the_models_language_is_judged(string? language, VerdictReason reason)
    {
        using var local = new LocalPipeline();

        var verdict = Assert.Single(await JudgeAsync(local, [Articles.One("a", "w1 w2", language)])).Verdict!;

        Assert.Equal(reason, verdict.Reason);
        Assert.Equal(reason == VerdictReason.Probability, verdict.FakeProbability is not null);
        Assert.Equal(reason == VerdictReason.Probability, verdict.Label is not null);
        Assert.Equal(reason == VerdictReason.Probability, verdict.Tokens is not null);
        Assert.True(reason == VerdictReason.Probability || verdict.Decision == Decision.Review);
    }

    [Theory]
    [InlineData("<br><br/>")]
    [InlineData("\u0001\u0002")]
    public async Task An_article_of_which_nothing_is_left_goes_to_review(string title)
    {
        using var local = new LocalPipeline();

        var verdict = Assert.Single(await JudgeAsync(local, [Articles.One("a", title)])).Verdict!;

        Assert.Equal((VerdictReason.NoContent, Decision.Review, null), (verdict.Reason, verdict.Decision, verdict.FakeProbability));
        Assert.Empty(local.Runtime.Began);
    }

    [Fact]
    public async Task A_text_longer_than_the_model_reads_is_cut_and_says_so()
    {
        using var local = new LocalPipeline();

        var verdict = Assert.Single(await JudgeAsync(local, [Articles.One("a", string.Join(' ', Enumerable.Repeat("w1", 100)))])).Verdict!;

        Assert.Equal(new TokenCount(TestPackage.MaximumTokens, 102), verdict.Tokens);
        Assert.True(verdict.Truncated);
    }

    [Fact]
    public async Task More_articles_than_the_capacity_wait_at_the_door()
    {
        using var local = new LocalPipeline(batching: new() { Capacity = 3 });

        var judgements = await JudgeAsync(local, Articles.Many(200));

        Assert.All(judgements, judgement => Assert.True(judgement.Succeeded));
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once_and_its_waiting_articles_reach_no_device()
    {
        using var local = new LocalPipeline(lanes: 1);
        local.Runtime.Gate.Reset();
        var blocker = JudgeAsync(local, [Articles.One("blocker", "w1")]);
        local.Runtime.Began.Take(Cancellation);
        using var cancel = new CancellationTokenSource();
        var cancelled = local.Pipeline.JudgeAsync([.. Enumerable.Range(0, 5).Select(i => Articles.One($"{i}", "w1 w2 w3"))], cancel.Token);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Bound, Cancellation));
        local.Runtime.Gate.Set();
        await blocker;
        await JudgeAsync(local, [Articles.One("next", "w1 w2")]);

        // What the room ahead had taken already may have run; the rest must not.
        Assert.True(local.Runtime.Began.Sum(run => run.Length == 5 ? run.Rows : 0) < 5);
    }

    [Fact]
    public async Task Before_a_model_is_active_a_call_waits_for_it()
    {
        using var local = new LocalPipeline(activate: false);

        var judging = JudgeAsync(local, [Articles.One("a", "w1")]);
        Assert.False(judging.IsCompleted);
        _ = local.Activate(local.Snapshot);

        Assert.True(Assert.Single(await judging).Succeeded);
    }

    [Fact]
    public async Task A_swap_lets_calls_finish_on_the_model_they_began_with()
    {
        using var local = new LocalPipeline(lanes: 1);
        using var newer = TestPackage.Write(version: "2.0.0");
        local.Runtime.Gate.Reset();
        var before = JudgeAsync(local, [Articles.One("a", "w1"), Articles.One("b", "w2 w3"), Articles.One("c", "w2 w3 w4")]);
        local.Runtime.Began.Take(Cancellation);

        var drained = local.Activate(newer.Snapshot());
        var after = JudgeAsync(local, [Articles.One("d", "w1")]);
        Assert.False(drained.IsCompleted);
        local.Runtime.Gate.Set();

        Assert.All(await before, judgement => Assert.Equal("1.0.0", judgement.Verdict!.Model.Version));
        Assert.All(await after, judgement => Assert.Equal("2.0.0", judgement.Verdict!.Model.Version));
        await drained.WaitAsync(Bound, Cancellation);
        local.Devices.All[0].Unload(local.Snapshot.Identity.Sha256);
        Assert.Equal(1, local.Runtime.Disposed);
    }

    private static async Task<ImmutableArray<Judgement>> JudgeAsync(LocalPipeline local, ImmutableArray<Submission> submissions) =>
        await local.Pipeline.JudgeAsync(submissions, Cancellation).WaitAsync(Bound, Cancellation);

    private static async Task WaitUntilAsync(Func<bool> condition)
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
