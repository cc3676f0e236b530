using System.Collections.Immutable;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Devices;
using Microsoft.Extensions.DependencyInjection;

namespace FakeNews.Grains.Tests.Classification;

public sealed class TwoSilosTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tokenizer_grain_judges_in_order()
    {
        await using var silos = await TwoSilos.StartAsync();
        var submissions = Articles.Many(200);

        var judgements = await silos.Cluster.Client.GetGrain<ITokenizerGrain>(0).JudgeAsync(submissions, Cancellation).WaitAsync(Bound, Cancellation);

        AssertWhole(submissions, judgements);
        Assert.All(silos.Cluster.Silos, silo => Assert.True(silo.SiloHost.Services.GetRequiredService<IModelReadiness>().IsReady));
    }

    [Fact]
    public async Task A_classifier_grain_lives_on_the_silo_that_owns_its_device()
    {
        await using var silos = await TwoSilos.StartAsync();

        foreach (var silo in silos.Cluster.Silos)
        {
            var grain = silos.Cluster.Client.GetGrain<IClassifierGrain>(new DeviceKey(silo.Name, "cpu0").ToString());
            // From the other silo, so that being called locally can't explain the place.
            var other = silos.Cluster.Silos.Single(candidate => candidate != silo);
            var reply = await other.SiloHost.Services.GetRequiredService<IGrainFactory>()
                .GetGrain<IClassifierGrain>(new DeviceKey(silo.Name, "cpu0").ToString())
                .ClassifyAsync(TokenBatch.Blank("no such model", 1, 3), spilled: true);

            Assert.Equal(ClassifierOutcome.ModelAbsent, reply.Outcome);
            Assert.True(silos.Cluster.TryGetGrainContext(grain.GetGrainId(), out var context));
            Assert.Equal(silo.SiloAddress, context.Address.SiloAddress);
        }
    }

    [Fact]
    public async Task A_device_without_an_owner_is_an_error_at_once()
    {
        await using var silos = await TwoSilos.StartAsync();
        var batch = TokenBatch.Blank("model", 1, 3);

        foreach (var key in (string[])["nobody/cpu0", "no key", $"{silos.First.Name}/cpu9"])
        {
            var call = silos.Cluster.Client.GetGrain<IClassifierGrain>(key).ClassifyAsync(batch, spilled: false);
            await Assert.ThrowsAnyAsync<OrleansException>(() => call.WaitAsync(Bound, Cancellation));
        }
    }

    [Fact]
    public async Task What_the_local_device_has_no_room_for_spills_to_the_other_silo()
    {
        await using var silos = await TwoSilos.StartAsync();
        await silos.KnowEachOtherAsync(Bound, Cancellation);
        silos.RuntimeOf(silos.First).Gate.Reset();
        var submissions = Articles.Many(60);

        var judging = TwoSilos.PipelineOf(silos.First).JudgeAsync(submissions, Cancellation);
        silos.RuntimeOf(silos.Second).Began.Take(Cancellation);
        silos.RuntimeOf(silos.First).Began.Take(Cancellation);
        silos.RuntimeOf(silos.First).Began.Take(Cancellation);
        silos.RuntimeOf(silos.First).Gate.Set();

        AssertWhole(submissions, await judging.WaitAsync(Bound, Cancellation));
    }

    [Fact]
    public async Task With_a_free_local_device_nothing_spills()
    {
        await using var silos = await TwoSilos.StartAsync();
        await silos.KnowEachOtherAsync(Bound, Cancellation);

        for (var i = 0; i < 20; i++)
        {
            AssertWhole([Articles.One("a", "w1 w2")], await TwoSilos.PipelineOf(silos.First).JudgeAsync([Articles.One("a", "w1 w2")], Cancellation).WaitAsync(Bound, Cancellation));
        }

        Assert.Empty(silos.RuntimeOf(silos.Second).Began);
    }

    [Fact]
    public async Task A_silo_that_is_killed_in_the_middle_of_anothers_batches_loses_no_article()
    {
        await using var silos = await TwoSilos.StartAsync();
        await silos.KnowEachOtherAsync(Bound, Cancellation);
        var (first, second) = (silos.First, silos.Second);
        silos.RuntimeOf(first).Gate.Reset();
        silos.RuntimeOf(second).Gate.Reset();
        var submissions = Articles.Many(100);
        var judging = TwoSilos.PipelineOf(first).JudgeAsync(submissions, Cancellation);
        silos.RuntimeOf(second).Began.Take(Cancellation);

        await silos.Cluster.KillSiloAsync(second, Cancellation);
        silos.RuntimeOf(first).Gate.Set();

        AssertWhole(submissions, await judging.WaitAsync(Bound, Cancellation));
    }

    private static void AssertWhole(ImmutableArray<Submission> submissions, ImmutableArray<Judgement> judgements)
    {
        Assert.Equal(submissions.Select(submission => submission.Article.Id), judgements.Select(judgement => judgement.Verdict!.ArticleId));
        Assert.All(judgements.Zip(submissions), pair => Assert.Equal(Articles.ExpectedProbability(pair.Second), pair.First.Verdict!.FakeProbability!.Value, 9));
    }
}
