using FakeNews.Grains.Drift;
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

    [Fact]
    public async Task A_drift_leads_to_one_retraining_by_one_of_two_trainers_also_when_it_is_killed_and_what_passes_is_proposed_to_go_by_itself()
    {
        var (claims, silo) = (new MemoryClaimLog(), new RehearsedSilo(world.Champion) { Drift = Drifts(1) });
        var (first, second) = (Drifting("drift-first"), Drifting("drift-second"));
        first.AutoPromote = true;
        using (var journal = LabelJournal.Open(first.Folder))
        {
            journal.Append(SmallWorld.NewKind(400));
            silo.At = static at => _ = at == "fetch" ? throw new KilledException() : 0;
            await Assert.ThrowsAsync<KilledException>(() => new TrainerWork(first, "one", journal, claims, silo, TimeProvider.System).StepAsync(Stop));
        }

        silo.At = null;
        using var other = LabelJournal.Open(second.Folder);
        other.Append(SmallWorld.NewKind(400));
        var two = new TrainerWork(second, "two", other, claims, silo, TimeProvider.System);
        Assert.False(await two.StepAsync(Stop));
        using var again = LabelJournal.Open(first.Folder);
        var one = new TrainerWork(first, "one", again, claims, silo, TimeProvider.System);
        Assert.True(await one.StepAsync(Stop));

        Assert.True(one.Status().Last!.Result == "proposed", one.Status().Last!.Words);
        Assert.Single(silo.Proposed);
        Assert.True(silo.IsAutomatic);
        Assert.Equal("drift", Assert.Single(claims.Counted, static record => record.Kind == ClaimKind.Claim).Series);
        Assert.False(await one.StepAsync(Stop));
        Assert.False(await two.StepAsync(Stop));
    }

    [Fact]
    public async Task The_next_drift_waits_for_the_cool_down_and_leads_to_one_if_it_is_still_there()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        var options = Drifting("cool");
        options.DriftCooldown = TimeSpan.FromHours(6);
        using var journal = LabelJournal.Open(options.Folder);
        var (claims, silo) = (new MemoryClaimLog(), new RehearsedSilo(world.Champion) { Drift = Drifts(1) });
        var work = new TrainerWork(options, "one", journal, claims, silo, time);
        // Without a label there is nothing to learn, and the drift waits for one.
        Assert.False(await work.StepAsync(Stop));
        Assert.Equal("There is no labelled article to learn.", work.Waiting);
        journal.Append(SmallWorld.NewKind(20));
        var trigger = RetrainTrigger.ByDrift(silo.Drift)!;
        foreach (var kind in (ClaimKind[])[ClaimKind.Claim, ClaimKind.Done])
        {
            Assert.True(await claims.SayAsync(new(kind, trigger.Id, "two", 1, time.GetUtcNow(), "drift", trigger.Round), Stop));
        }

        silo.At = static at => _ = at == "fetch" ? throw new KilledException() : 0;
        time.Advance(TimeSpan.FromHours(12));
        Assert.False(await work.StepAsync(Stop));
        silo.Drift = Drifts(3);
        Assert.True(await claims.SayAsync(new(ClaimKind.Claim, "another", "two", 1, time.GetUtcNow(), "drift", 2), Stop));
        Assert.True(await claims.SayAsync(new(ClaimKind.Done, "another", "two", 1, time.GetUtcNow(), "drift", 2), Stop));
        time.Advance(options.DriftCooldown - TimeSpan.FromSeconds(1));
        Assert.False(await work.StepAsync(Stop));

        time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<KilledException>(() => work.StepAsync(Stop));
        Assert.Equal("one", claims.StateOf(RetrainTrigger.ByDrift(silo.Drift)!.Id)!.Owner);
    }

    [Fact]
    public async Task Without_the_option_the_silo_is_not_even_asked_for_drift()
    {
        var options = world.Options("deaf");
        using var journal = LabelJournal.Open(options.Folder);
        journal.Append(SmallWorld.NewKind(20));
        var silo = new RehearsedSilo(world.Champion) { Drift = Drifts(1), At = static at => throw new KilledException() };

        Assert.False(await new TrainerWork(options, "one", journal, new MemoryClaimLog(), silo, TimeProvider.System).StepAsync(Stop));
    }

    private TrainerOptions Drifting(string name)
    {
        var options = world.Options(name);
        (options.OnDrift, options.NewLabels) = (true, 0);
        return options;
    }

    private DriftReport Drifts(long sequence) => new(
        world.Champion.Identity, DateTimeOffset.UnixEpoch, 5000, 2000, true, [],
        [new(sequence, DateTimeOffset.UnixEpoch.AddHours(sequence), DriftEventKind.Began, DriftMeasure.Probability, world.Champion.Identity, ReferenceOrigin.Learned, 4000, 0.4, 1e-8)]);

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
