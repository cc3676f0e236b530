using System.Collections.Immutable;
using FakeNews.Grains.Batching;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using FakeNews.Grains.Tests.Models;

namespace FakeNews.Grains.Tests.Classification;

public sealed class ReroutingTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly TestPackage _package = TestPackage.Write();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_that_vanishes_loses_no_article()
    {
        var dead = new StubClassifier("dead", local: true, answer: _ => Task.FromException<ClassifierReply>(new SiloUnavailableException()));
        var alive = new StubClassifier("alive");

        var judgements = await JudgeAsync(Articles.Many(100), dead, alive);

        Assert.All(judgements, judgement => Assert.True(judgement.Succeeded));
        Assert.InRange(dead.Received.Count, 1, 3);
    }

    [Fact]
    public async Task A_busy_device_costs_an_article_nothing()
    {
        var refusals = 20;
        var busy = new StubClassifier("there", answer: batch => Task.FromResult(
            Interlocked.Decrement(ref refusals) >= 0 ? new ClassifierReply(ClassifierOutcome.Busy, 0) : StubClassifier.Judged(batch)));

        Assert.All(await JudgeAsync(Articles.Many(10), busy), judgement => Assert.True(judgement.Succeeded));
    }

    [Fact]
    public async Task With_nothing_but_dead_devices_articles_fail_after_the_bound_and_name_the_cause()
    {
        var dead = new StubClassifier("dead", answer: _ => Task.FromException<ClassifierReply>(new SiloUnavailableException("gone")));

        var judgement = Assert.Single(await JudgeAsync([Articles.One("a", "w1")], dead));

        Assert.Equal("Orleans.Runtime.SiloUnavailableException", judgement.Failure!.ExceptionType);
        Assert.Equal(3, judgement.Failure.Attempts);
    }

    [Fact]
    public async Task A_failed_batch_is_judged_on_another_device()
    {
        var sick = new StubClassifier("sick", local: true, answer: _ => Task.FromResult(new ClassifierReply(ClassifierOutcome.Failed, 0, ErrorType: "E", ErrorMessage: "sick")));
        var well = new StubClassifier("well", lanes: 8);

        Assert.All(await JudgeAsync(Articles.Many(20), sick, well), judgement => Assert.True(judgement.Succeeded));
    }

    [Fact]
    public async Task A_reply_with_the_wrong_number_of_logits_is_a_failure()
    {
        var broken = new StubClassifier("there", answer: batch => Task.FromResult(StubClassifier.Judged(batch) with { Logits = new byte[4] }));

        Assert.False(Assert.Single(await JudgeAsync([Articles.One("a", "w1")], broken)).Succeeded);
    }

    public void Dispose() => _package.Dispose();

    private async Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, params IEnumerable<IClassifier> classifiers)
    {
        var models = new ActiveModel();
        _ = models.Activate(_package.Snapshot());
        var devices = new DevicesOptions { LoadFreshFor = TimeSpan.FromMilliseconds(5), SuspectFor = TimeSpan.FromMilliseconds(50), MaximumReroutes = 2 };
        using var pipeline = new JudgingPipeline(
            models, new StubDirectory(classifiers), BatchPolicies.Create(new(), false), new(), devices, LocalPipeline.Cascades(), TimeProvider.System, new Random(1));
        return await pipeline.JudgeAsync(submissions, Cancellation).WaitAsync(Bound, Cancellation);
    }
}
