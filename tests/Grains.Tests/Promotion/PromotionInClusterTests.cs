using System.Collections.Immutable;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Promotion;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Tests.Swap;

namespace FakeNews.Grains.Tests.Promotion;

/// <summary>Real silos and the real registry: they judge, count, and the candidate becomes active without a command.</summary>
public sealed class PromotionInClusterTests
{
    private static readonly (string, string)[] Quick =
    [
        ("Trial:MinimumArticles", "20"), ("Trial:MaximumFlipRate", "1"), ("Trial:MaximumFlagRateShift", "1"), ("Trial:MaximumLatencyRatio", "1000"), ("Trial:ShadowCapacity", "1"), ("Trial:ShadowQueue", "1000"),
        ("Promotion:ShadowFor", "00:00:00"), ("Promotion:ShadowArticles", "50"), ("Promotion:CanaryFor", "00:00:00"), ("Promotion:CanaryArticles", "20"), ("Promotion:CanaryPercent", "50"),
    ];

    [Fact]
    public async Task A_candidate_that_passed_the_gate_becomes_active_by_itself_on_all_silos()
    {
        await using var life = await LifeCluster.StartAsync(2, null, [("Promotion:Auto", "true"), .. Quick]);
        var second = await life.ImportAsync("2.0.0");

        await PrepareAsync(life, second, PromotionWish.Gated);
        await JudgeUntilAsync(life, state => state.Active == second);

        await LifeCluster.UntilAsync(() => life.Cluster.Silos.All(silo => LifeCluster.FollowerOf(silo).Report().Active == second), "A silo does not follow.");
        var history = await life.Registry.HistoryAsync(long.MaxValue, 3);
        Assert.Equal([RegistryVerb.Promote, RegistryVerb.Canary, RegistryVerb.Shadow], history.Select(static entry => entry.Command.Verb));
        Assert.All(history, static entry => Assert.Equal(PromotionRules.Actor, entry.Actor));
    }

    [Fact]
    public async Task Without_the_option_a_candidate_that_passed_the_gate_waits_for_a_person()
    {
        await using var life = await LifeCluster.StartAsync(1, null, Quick);
        var second = await life.ImportAsync("2.0.0");
        await PrepareAsync(life, second, PromotionWish.Gated);

        // The registry looks every 0.2 s; another candidate, which may go by itself, shows that it has looked.
        var status = await life.Registry.StatusAsync();
        Assert.Null(status.Promotion);
        await PrepareAsync(life, await life.ImportAsync("3.0.0"), PromotionWish.Automatic);
        await LifeCluster.UntilAsync(async () => (await life.Registry.GetAsync()).Candidate is { ShadowPercent: 100 }, "The shadow does not begin.");

        Assert.DoesNotContain(await life.Registry.HistoryAsync(long.MaxValue, 50), entry => entry.Actor == PromotionRules.Actor && entry.Command.Model == second);
    }

    [Fact]
    public async Task It_goes_on_after_a_restart_of_the_whole_cluster()
    {
        var folder = Directory.CreateTempSubdirectory("fakenews-life-").FullName;
        try
        {
            ModelIdentity second;
            CandidatePromotion before;
            await using (var life = await LifeCluster.StartAsync(1, folder, Quick))
            {
                second = await life.ImportAsync("2.0.0");
                await PrepareAsync(life, second, PromotionWish.Automatic);
                await LifeCluster.UntilAsync(async () => (await life.Registry.GetAsync()).Candidate is { ShadowPercent: 100 }, "The shadow does not begin.");
                before = (await life.Registry.GetAsync()).Candidate!.Promotion!;
            }

            await using var again = await LifeCluster.StartAsync(1, folder, Quick);
            await LifeCluster.UntilAsync(async () => (await again.Registry.StatusAsync()).Promotion is { Waits: "It waits for 50 more articles." }, "The way is forgotten.");
            Assert.Equal(before, (await again.Registry.GetAsync()).Candidate!.Promotion);
            await JudgeUntilAsync(again, state => state.Active == second);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_preparation_that_a_restart_interrupted_is_brought_to_its_end()
    {
        var folder = Directory.CreateTempSubdirectory("fakenews-life-").FullName;
        try
        {
            GrainId registry;
            ModelIdentity second;
            await using (var life = await LifeCluster.StartAsync(1, folder, Quick))
            {
                (registry, second) = (life.Registry.GetGrainId(), await life.ImportAsync("2.0.0"));
            }

            // As a process leaves it that is killed while devices load.
            var storage = new FileGrainStorage(folder, new JsonStateSerializer());
            var left = new GrainState<RegistryRecord>();
            await storage.ReadStateAsync(ModelRegistryGrain.StateName, registry, left);
            left.State = left.State!.With(RegistryRules.Apply(left.State.State, new(new(RegistryVerb.Prepare, second), "tester"), DateTimeOffset.UtcNow));
            await storage.WriteStateAsync(ModelRegistryGrain.StateName, registry, left);

            await using var again = await LifeCluster.StartAsync(1, folder, Quick);
            await LifeCluster.UntilAsync(async () => (await again.Registry.GetAsync()).Candidate is { Stage: CandidateStage.Ready }, "Nobody writes down that it is prepared.");
            Assert.Equal("system:registry", (await again.Registry.HistoryAsync(long.MaxValue, 1)).Single().Actor);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PrepareAsync(LifeCluster life, ModelIdentity model, PromotionWish wish)
    {
        var outcome = await life.Registry.ExecuteAsync(new(new(RegistryVerb.Prepare, model, Promotion: wish), "trainer", "a test")).WaitAsync(LifeCluster.Bound);
        Assert.True(outcome.Accepted, outcome.Explanation);
    }

    private static Task JudgeUntilAsync(LifeCluster life, Func<RegistryState, bool> holds)
    {
        var round = 0;
        return LifeCluster.UntilAsync(
            async () =>
            {
                var prefix = $"p{round++}";
                foreach (var silo in life.Cluster.Silos)
                {
                    ImmutableArray<Submission> articles = [.. Enumerable.Range(0, 20).Select(i => LifeCluster.Article($"{prefix}-{silo.Name}-{i}", $"w{i % 40} alpha"))];
                    Assert.All(await LifeCluster.JudgeAsync(silo, articles), static judgement => Assert.True(judgement.Succeeded));
                }

                return holds(await life.Registry.GetAsync());
            },
            "The candidate does not become active by itself.");
    }
}
