using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Tests.Swap;
using Microsoft.Extensions.DependencyInjection;

namespace FakeNews.Grains.Tests.Drift;

/// <summary>Two silos, one watch.</summary>
public sealed class DriftGrainTests
{
    private static readonly (string, string)[] Small = [("Drift:LearnFrom", "300"), ("Drift:Window", "100"), ("Drift:Step", "10")];

    [Fact]
    public async Task Both_silos_feed_one_window_and_a_swap_begins_anew()
    {
        await using var life = await LifeCluster.StartAsync(settings: Small);
        var drift = life.Cluster.Client.GetGrain<IDriftGrain>(0);
        var (random, first) = (new Random(1), (await life.Registry.GetAsync()).Active!);
        Offer(life, first, new Draws().Take(random, 400));
        await LifeCluster.UntilAsync(async () => (await drift.ReportAsync(0)).Articles == 400, "Both silos' verdicts arrive.");
        Offer(life, first, new Draws(LengthScale: 3).Take(random, 200));
        await LifeCluster.UntilAsync(async () => (await drift.ReportAsync(0)).Events.Length == 1, "The change is logged.");

        var second = await life.ImportAsync("2.0.0", manifest => manifest with { Reference = ReferenceProfile.Of("made up", new Draws(OtherLanguage: 0).Take(random, 500)) });
        await life.MustAsync(RegistryVerb.Prepare, second);
        await life.MustAsync(RegistryVerb.Activate, second);
        // A verdict of the model before, delivered late, is not the new one's.
        Offer(life, first, new Draws().Take(random, 50));
        Offer(life, second, new Draws().Take(random, 20));
        await LifeCluster.UntilAsync(async () => (await drift.ReportAsync(0)).Model == second, "The new model is watched.");
        await LifeCluster.UntilAsync(async () => (await drift.ReportAsync(0)).Articles == 20, "Its articles alone.");
        var report = await drift.ReportAsync(0);
        Assert.Equal((false, 1), (report.Drifting, report.Events.Length));
        Assert.Equal(ReferenceOrigin.Package, report.Measures.Single(measure => measure.Measure == DriftMeasure.Length).Origin);
        Assert.Null(report.Measures.Single(measure => measure.Measure == DriftMeasure.Sources).Origin);
        Assert.Empty((await drift.ReportAsync(1)).Events);

        // A silo that lags behind.
        await drift.ObserveAsync(new(first, 1, [.. new Draws().Take(random, 500)]));
        Assert.Equal((second, 20L), ((await drift.ReportAsync(0)).Model, (await drift.ReportAsync(0)).Articles));
    }

    [Fact]
    public async Task References_and_log_outlive_the_cluster()
    {
        var folder = Directory.CreateTempSubdirectory("fakenews-drift-").FullName;
        try
        {
            await using (var life = await LifeCluster.StartAsync(1, folder, Small))
            {
                var (random, model) = (new Random(2), (await life.Registry.GetAsync()).Active!);
                await life.Cluster.Client.GetGrain<IDriftGrain>(0).ObserveAsync(new(model, 1, [.. new Draws().Take(random, 400), .. new Draws(LengthScale: 3).Take(random, 200)]));
            }

            await using var again = await LifeCluster.StartAsync(1, folder, Small);
            var report = await again.Cluster.Client.GetGrain<IDriftGrain>(0).ReportAsync(0);
            Assert.Equal((DriftMeasure.Length, true), (Assert.Single(report.Events).Measure, report.Drifting));
            Assert.All(report.Measures, measure => Assert.Equal(ReferenceOrigin.Learned, measure.Origin));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Offer(LifeCluster life, ModelIdentity model, DriftSample[] samples)
    {
        var feeds = life.Cluster.Silos.Select(silo => silo.SiloHost.Services.GetRequiredService<DriftFeed>()).ToArray();
        for (var i = 0; i < samples.Length; i++)
        {
            feeds[i % feeds.Length].Offer(VerdictOf(model, samples[i]));
        }
    }

    private static Verdict VerdictOf(ModelIdentity model, DriftSample sample) => new(
        "id", null, null, sample.Source, null, sample.Probability, sample.Decision, sample.Reason, new DecisionThresholds(0.9, 0.5), model,
        sample.Probability is null ? null : new TokenCount(sample.Read, sample.Tokens) { Unknown = sample.Unknown }, false, null, DateTimeOffset.UnixEpoch, 1);
}
