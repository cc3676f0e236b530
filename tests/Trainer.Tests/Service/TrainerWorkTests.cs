using FakeNews.Grains.Models;
using FakeNews.Trainer.Claims;
using FakeNews.Trainer.Labelled;
using FakeNews.Trainer.Retraining;
using FakeNews.Trainer.Service;
using Microsoft.Extensions.Time.Testing;

namespace FakeNews.Trainer.Tests.Service;

/// <summary>The whole way from labels to a proposed model, with real training, packages and gate; Kafka and the silo are played.</summary>
[Collection(TorchCollection.Name)]
public sealed class TrainerWorkTests(SmallWorld world) : IClassFixture<SmallWorld>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Labels_of_a_new_kind_of_article_lead_to_a_model_that_passes_the_gate_and_is_proposed_once()
    {
        var options = world.Options("good");
        using var journal = LabelJournal.Open(options.Folder);
        var (claims, silo) = (new MemoryClaimLog(), new RehearsedSilo(world.Champion));
        var work = new TrainerWork(options, "one", journal, claims, silo, TimeProvider.System);
        Assert.False(await work.StepAsync(Stop));
        journal.Append(SmallWorld.NewKind(99));
        Assert.False(await work.StepAsync(Stop));
        journal.Append(SmallWorld.NewKind(400));

        Assert.True(await work.StepAsync(Stop));

        var status = work.Status();
        Assert.True(status.Last!.Result == "proposed", status.Last.Words);
        Assert.Equal((400, 500), (status.Usable, status.NextAt));
        var model = Assert.Single(silo.Imported);
        Assert.Equal([model.Sha256], silo.Proposed);
        Assert.StartsWith("1.0.0-r", model.Version, StringComparison.Ordinal);
        var package = ModelPackage.Open(Path.Combine(options.Folder, "retrains", status.Last.Trigger, "package"));
        Assert.Equal(world.Champion.Identity.Sha256, package.Manifest.Parent);
        Assert.Contains("may take the place", status.Last.Gate!.Summary, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(options.Folder, "retrains", status.Last.Trigger, "gate.html")));
        Assert.False(await work.StepAsync(Stop));
        Assert.Equal([ClaimKind.Claim, ClaimKind.Publish, ClaimKind.Done], claims.Counted.Select(static record => record.Kind).Where(static kind => kind != ClaimKind.Renew));
    }

    [Fact]
    public async Task Labels_of_which_three_in_ten_are_flipped_do_not_get_through_the_gate()
    {
        var options = world.Options("poisoned");
        using var journal = LabelJournal.Open(options.Folder);
        var silo = new RehearsedSilo(world.Champion);
        var work = new TrainerWork(options, "one", journal, new MemoryClaimLog(), silo, TimeProvider.System);
        journal.Append(SmallWorld.NewKind(400, flipped: 0.3));

        Assert.True(await work.StepAsync(Stop));

        Assert.Equal("rejected", work.Status().Last!.Result);
        Assert.Contains("is not proposed", work.Status().Last!.Words, StringComparison.Ordinal);
        Assert.Empty(silo.Imported);
        Assert.Empty(silo.Proposed);
        Assert.False(await work.StepAsync(Stop));
    }

    [Fact]
    public async Task Killed_in_every_stage_it_goes_on_to_the_very_same_model_and_publishes_once()
    {
        var undisturbed = await UndisturbedAsync();
        var options = world.Options("killed");
        var (claims, silo) = (new MemoryClaimLog(), new RehearsedSilo(world.Champion));
        foreach (var stage in (string[])["fetch", "training", "import", "propose"])
        {
            using var journal = LabelJournal.Open(options.Folder);
            journal.Append(SmallWorld.NewKind(400));
            var work = new TrainerWork(options, "one", journal, claims, silo, TimeProvider.System);
            silo.At = at => _ = at == stage ? throw new KilledException() : 0;
            if (stage == "training")
            {
                using var kill = CancellationTokenSource.CreateLinkedTokenSource(Stop);
                var step = work.StepAsync(kill.Token);
                while (!step.IsCompleted && work.Status().Running?.Progress is not { Stage: RetrainStage.Training, Step: >= 4 })
                {
                    await Task.Yield();
                }

                await kill.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => step);
            }
            else
            {
                await Assert.ThrowsAsync<KilledException>(() => work.StepAsync(Stop));
            }
        }

        silo.At = null;
        using var last = LabelJournal.Open(options.Folder);
        var end = new TrainerWork(options, "one", last, claims, silo, TimeProvider.System);
        Assert.True(await end.StepAsync(Stop));

        Assert.True(end.Status().Last!.Result == "proposed", end.Status().Last!.Words);
        Assert.Equal(undisturbed, Assert.Single(silo.Imported).Sha256);
        Assert.Single(silo.Proposed);
        Assert.Single(claims.Counted, static record => record.Kind == ClaimKind.Publish);
        Assert.False(await end.StepAsync(Stop));
    }

    [Fact]
    public async Task Two_trainers_that_see_the_same_labels_publish_once()
    {
        var (claims, silo) = (new MemoryClaimLog(), new RehearsedSilo(world.Champion));
        var (first, second) = (world.Options("first"), world.Options("second"));
        using var one = LabelJournal.Open(first.Folder);
        using var other = LabelJournal.Open(second.Folder);
        one.Append(SmallWorld.NewKind(400));
        other.Append(SmallWorld.NewKind(440));
        var works = new[] { new TrainerWork(first, "one", one, claims, silo, TimeProvider.System), new TrainerWork(second, "two", other, claims, silo, TimeProvider.System) };

        var did = await Task.WhenAll(works.Select(work => Task.Run(() => work.StepAsync(Stop), Stop)));

        Assert.Single(did, static one => one);
        Assert.Single(silo.Imported);
        Assert.Single(claims.Counted, static record => record.Kind == ClaimKind.Publish);
        Assert.All(await Task.WhenAll(works.Select(work => work.StepAsync(Stop))), Assert.False);
    }

    [Fact]
    public async Task A_claim_that_another_trainer_made_a_moment_ago_is_left_alone_and_one_that_is_silent_for_long_is_taken_over()
    {
        var options = world.Options("late");
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        using var journal = LabelJournal.Open(options.Folder);
        journal.Append(SmallWorld.NewKind(120));
        var (claims, silo) = (new MemoryClaimLog(), new RehearsedSilo(world.Champion));
        var work = new TrainerWork(options, "one", journal, claims, silo, time);
        var id = new RetrainTrigger("labels", 1, "").Id;
        // The other's claim comes between finding the trigger due and claiming it.
        silo.At = at => _ = at == "state" && claims.StateOf(id) is null && claims.SayAsync(new(ClaimKind.Claim, id, "two", 1, time.GetUtcNow(), "labels", 1), Stop).Result;

        Assert.False(await work.StepAsync(Stop));
        time.Advance(options.ClaimTimeout - TimeSpan.FromSeconds(1));
        Assert.False(await work.StepAsync(Stop));
        Assert.Equal("two", claims.StateOf(id)!.Owner);

        time.Advance(TimeSpan.FromSeconds(1));
        silo.At = static at => _ = at == "fetch" ? throw new KilledException() : 0;
        await Assert.ThrowsAsync<KilledException>(() => work.StepAsync(Stop));
        Assert.Equal(("one", 2), (claims.StateOf(id)!.Owner, claims.StateOf(id)!.Epoch));
        Assert.False(await claims.SayAsync(new(ClaimKind.Publish, id, "two", 1, time.GetUtcNow(), "labels", 1), Stop));
    }

    private async Task<string> UndisturbedAsync()
    {
        var options = world.Options("undisturbed");
        using var journal = LabelJournal.Open(options.Folder);
        journal.Append(SmallWorld.NewKind(400));
        var silo = new RehearsedSilo(world.Champion);
        var work = new TrainerWork(options, "one", journal, new MemoryClaimLog(), silo, TimeProvider.System);
        Assert.True(await work.StepAsync(Stop));
        Assert.True(work.Status().Last!.Result == "proposed", work.Status().Last!.Words);
        return Assert.Single(silo.Imported).Sha256;
    }

    private sealed class KilledException : Exception;
}
