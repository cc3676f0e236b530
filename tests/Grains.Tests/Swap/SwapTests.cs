using System.Collections.Concurrent;
using System.Collections.Immutable;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Swap;

namespace FakeNews.Grains.Tests.Swap;

public sealed class SwapTests
{
    private static readonly string[] Words = [.. Enumerable.Range(0, 40).Select(i => $"w{i}")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Under_load_every_verdict_is_one_version_s_own_and_none_is_lost_or_doubled()
    {
        await using var life = await LifeCluster.StartAsync();
        var first = (await life.Registry.GetAsync()).Active!;
        var second = await life.ImportAsync("2.0.0");
        var results = new ConcurrentBag<(Submission Submission, Judgement Judgement, bool AfterActivation)>();
        using var stop = new CancellationTokenSource();
        var activated = false;
        var number = 0;
        var load = life.Cluster.Silos.SelectMany(silo => Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var after = Volatile.Read(ref activated);
                ImmutableArray<Submission> some = [.. Enumerable.Range(0, 8).Select(_ => Some(Interlocked.Increment(ref number)))];
                var judgements = await LifeCluster.JudgeAsync(silo, some);
                for (var i = 0; i < some.Length; i++)
                {
                    results.Add((some[i], judgements[i], after));
                }
            }
        }))).ToArray();

        await LifeCluster.UntilAsync(() => results.Count > 200, "Nothing is judged at the start.");
        await life.MustAsync(RegistryVerb.Prepare, second);
        await life.MustAsync(RegistryVerb.Activate, second);
        Volatile.Write(ref activated, true);
        var seen = results.Count;
        await LifeCluster.UntilAsync(() => results.Count > seen + 200, "Nothing is judged after the swap.");
        await stop.CancelAsync();
        await Task.WhenAll(load).WaitAsync(LifeCluster.Bound, Cancellation);

        Assert.Equal(Volatile.Read(ref number), results.Count);
        Assert.Equal(results.Count, results.Select(result => result.Submission.Article.Id).Distinct().Count());
        Assert.All(results, result =>
        {
            var verdict = result.Judgement.Verdict!;
            Assert.NotNull(verdict);
            Assert.Equal(result.Submission.Article.Id, verdict.ArticleId);
            Assert.True(verdict.Model == first || verdict.Model == second);
            Assert.Equal(LifeCluster.Expected(result.Submission.Article.Title!, verdict.Model.Version), verdict.FakeProbability!.Value, 6);
            Assert.True(!result.AfterActivation || verdict.Model == second, "An article that came after the activation was judged by the model before it.");
        });
        Assert.Contains(results, result => result.Judgement.Verdict!.Model == first);
    }

    [Fact]
    public async Task A_device_that_can_t_prepare_blocks_the_activation_and_is_named()
    {
        await using var life = await LifeCluster.StartAsync();
        var silo = life.Cluster.Silos[1];
        var second = await life.ImportAsync("2.0.0");
        life.RuntimeOf(silo).Refused[LifeRuntime.GraphOf("2.0.0")] = "out of memory";

        var prepared = await life.DoAsync(RegistryVerb.Prepare, second);
        var activated = await life.DoAsync(RegistryVerb.Activate, second);

        Assert.All([prepared, activated], outcome =>
        {
            Assert.Equal(RegistryRefusal.NotPrepared, outcome.Refusal);
            Assert.Contains($"{silo.Name}/cpu0: out of memory", outcome.Explanation, StringComparison.Ordinal);
        });
        Assert.All(life.Cluster.Silos, one => Assert.Equal("1.0.0", LifeCluster.FollowerOf(one).Report().Active!.Version));
        await LifeCluster.UntilAsync(() => life.Runtimes.Values.All(runtime => runtime.Live == 1), "The refused model stays loaded.");

        life.RuntimeOf(silo).Refused.Clear();
        await life.MustAsync(RegistryVerb.Prepare, second);
        Assert.Equal(second, (await life.MustAsync(RegistryVerb.Activate, second)).Active);
    }

    [Fact]
    public async Task A_package_damaged_in_the_store_is_refused_and_the_active_model_stays()
    {
        await using var life = await LifeCluster.StartAsync(1);
        var second = await life.ImportAsync("2.0.0");
        var graph = Path.Combine(life.Folder, "packages", second.Sha256, "model.onnx");
        File.SetAttributes(graph, FileAttributes.Normal);
        await File.WriteAllTextAsync(graph, "changed", Cancellation);

        var outcome = await life.DoAsync(RegistryVerb.Prepare, second);

        Assert.Equal(RegistryRefusal.BadPackage, outcome.Refusal);
        Assert.Contains("model.onnx", outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal("1.0.0", (await life.Registry.GetAsync()).Active!.Version);
    }

    [Fact]
    public async Task A_silo_that_joins_judges_by_the_active_generation_from_its_first_article_on()
    {
        await using var life = await LifeCluster.StartAsync(1);
        var second = await life.SwapToAsync("2.0.0");

        var joined = await life.Cluster.StartAdditionalSiloAsync();
        var judgements = await LifeCluster.JudgeAsync(joined, [Some(1)]);

        Assert.Equal(second, judgements[0].Verdict!.Model);
        Assert.Equal((await life.Registry.GetAsync()).Generation, LifeCluster.FollowerOf(joined).Generation);
    }

    [Fact]
    public async Task A_silo_that_was_told_nothing_catches_up_by_generation()
    {
        await using var life = await LifeCluster.StartAsync();
        await life.SwapToAsync("2.0.0");
        life.Deaf["all"] = true;

        var state = await life.MustAsync(RegistryVerb.Rollback);

        await LifeCluster.UntilAsync(
            () => life.Cluster.Silos.All(silo => LifeCluster.FollowerOf(silo).Report() is var report && report.Generation == state.Generation && report.Active!.Version == "1.0.0"),
            "A silo never caught up.");
    }

    [Fact]
    public async Task A_rollback_loads_nothing()
    {
        await using var life = await LifeCluster.StartAsync();
        await life.SwapToAsync("2.0.0");
        var loads = life.Runtimes.Values.Sum(runtime => runtime.Loads);

        await life.MustAsync(RegistryVerb.Rollback);

        foreach (var silo in life.Cluster.Silos)
        {
            Assert.Equal("1.0.0", (await LifeCluster.JudgeAsync(silo, [Some(1)]))[0].Verdict!.Model.Version);
        }

        Assert.Equal(loads, life.Runtimes.Values.Sum(runtime => runtime.Loads));
        await life.MustAsync(RegistryVerb.Rollback);
        Assert.Equal("2.0.0", (await LifeCluster.JudgeAsync(life.Cluster.Silos[0], [Some(2)]))[0].Verdict!.Model.Version);
    }

    [Fact]
    public async Task A_rollback_does_not_wait_for_a_model_that_is_being_prepared()
    {
        await using var life = await LifeCluster.StartAsync(1);
        await life.SwapToAsync("2.0.0");
        var third = await life.ImportAsync("3.0.0");
        using var held = new ManualResetEventSlim();
        life.Runtimes.Values.Single().Held[LifeRuntime.GraphOf("3.0.0")] = held;
        var preparing = life.DoAsync(RegistryVerb.Prepare, third);
        await LifeCluster.UntilAsync(() => LifeCluster.FollowerOf(life.Cluster.Silos[0]).Report().Models.Any(model => model.Stage == ResidentStage.Loading), "Nothing is being prepared.");

        await life.MustAsync(RegistryVerb.Rollback);

        Assert.Equal("1.0.0", LifeCluster.FollowerOf(life.Cluster.Silos[0]).Report().Active!.Version);
        Assert.False(preparing.IsCompleted);
        held.Set();
        Assert.True((await preparing).Accepted);
    }

    [Fact]
    public async Task Fifty_swaps_keep_no_more_than_three_sessions_and_leave_two()
    {
        await using var life = await LifeCluster.StartAsync();
        for (var i = 0; i < 50; i++)
        {
            await life.SwapToAsync($"2.{i}.0");
            await Task.WhenAll(life.Cluster.Silos.Select(silo => LifeCluster.JudgeAsync(silo, [Some(i)])));
        }

        // The active and the previous one; before the oldest is freed, the candidate that follows and one whose last call is ending.
        await LifeCluster.UntilAsync(() => life.Runtimes.Values.All(runtime => runtime.Live == 2), "Sessions are left over.");
        Assert.All(life.Runtimes.Values, runtime =>
        {
            Assert.Equal(51, runtime.Loads);
            Assert.InRange(runtime.MostLive, 3, 4);
        });
    }

    [Fact]
    public async Task The_registry_survives_the_end_of_all_silos()
    {
        var folder = Directory.CreateTempSubdirectory("fakenews-life-").FullName;
        try
        {
            await using (var life = await LifeCluster.StartAsync(1, folder))
            {
                await life.SwapToAsync("2.0.0");
            }

            await using var again = await LifeCluster.StartAsync(1, folder);
            Assert.Equal("2.0.0", (await LifeCluster.JudgeAsync(again.Cluster.Silos[0], [Some(1)]))[0].Verdict!.Model.Version);
            Assert.Equal(
                [RegistryVerb.Activate, RegistryVerb.Prepared, RegistryVerb.Prepare, RegistryVerb.Adopt],
                (await again.Registry.HistoryAsync(long.MaxValue, 10)).Select(entry => entry.Command.Verb));
            Assert.Equal("1.0.0", (await again.MustAsync(RegistryVerb.Rollback)).Active!.Version);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_can_not_be_written_down_changes_nothing_and_says_so()
    {
        await using var life = await LifeCluster.StartAsync(1);
        var second = await life.ImportAsync("2.0.0");
        var before = await life.Registry.GetAsync();
        var file = Directory.GetFiles(life.Folder, "registry-*.json").Single();
        // A folder in the file's place: not even root can replace it.
        File.Move(file, file + ".kept");
        Directory.CreateDirectory(file);

        var refused = await life.DoAsync(RegistryVerb.Prepare, second);
        Directory.Delete(file);
        File.Move(file + ".kept", file);

        Assert.Equal(RegistryRefusal.NotStored, refused.Refusal);
        Assert.DoesNotContain(life.Folder, refused.Explanation, StringComparison.Ordinal);
        Assert.Equal(before, await life.Registry.GetAsync());
        Assert.Equal(second, (await life.MustAsync(RegistryVerb.Prepare, second)).Candidate!.Model);
    }

    [Fact]
    public async Task Of_two_operators_with_the_same_view_only_one_succeeds()
    {
        await using var life = await LifeCluster.StartAsync(1);
        var second = await life.ImportAsync("2.0.0");
        await life.MustAsync(RegistryVerb.Prepare, second);
        var seen = (await life.Registry.GetAsync()).Generation;

        var outcomes = await Task.WhenAll(life.DoAsync(RegistryVerb.Activate, second, expected: seen), life.DoAsync(RegistryVerb.Reject, expected: seen));

        Assert.Single(outcomes, outcome => outcome.Accepted);
        Assert.Single(outcomes, outcome => outcome.Refusal is RegistryRefusal.StaleGeneration or RegistryRefusal.NoCandidate);
    }

    [Fact]
    public async Task Only_unreferenced_packages_are_collected()
    {
        await using var life = await LifeCluster.StartAsync(1, null, ("Packages:KeepNewFor", "00:00:00"), ("Packages:KeepHistory", "0"));
        var orphan = await life.ImportAsync("9.0.0");
        await life.SwapToAsync("2.0.0");

        Assert.Equal([orphan], (await life.Registry.CollectAsync("tester", null, rehearse: true)).Select(package => package.Model));
        Assert.Equal(3, (await life.Store.ListAsync(Cancellation)).Length);
        await life.Registry.CollectAsync("tester", "tidy", rehearse: false);

        Assert.Equal(["1.0.0", "2.0.0"], (await life.Store.ListAsync(Cancellation)).Select(package => package.Model.Version).Order());
    }

    private static Submission Some(int number) => LifeCluster.Article($"a{number}", string.Join(' ', Enumerable.Range(0, (number % 12) + 1).Select(i => Words[((number * 7) + (i * 3)) % Words.Length])));
}
