using System.Collections.Concurrent;
using System.Collections.Immutable;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Swap;
using FakeNews.Grains.Tests.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace FakeNews.Grains.Tests.Swap;

/// <summary>Silos with a registry, each with one stand-in device of two lanes; version 1.0.0 is the configured model.</summary>
internal sealed class LifeCluster : IAsyncDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-life-").FullName;
    private readonly TestPackage _first = TestPackage.Write();

    public InProcessTestCluster Cluster { get; private set; } = null!;

    public ConcurrentDictionary<string, LifeRuntime> Runtimes { get; } = [];

    /// <summary>Silos that the registry can't reach.</summary>
    public ConcurrentDictionary<string, bool> Deaf { get; } = [];

    public IModelRegistryGrain Registry => Cluster.Client.GetGrain<IModelRegistryGrain>(0);

    public string Folder => _folder;

    public static async Task<LifeCluster> StartAsync(short silos = 2, string? folder = null, params (string Key, string Value)[] settings)
    {
        var life = new LifeCluster();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((options, silo) =>
        {
            var runtime = life.Runtimes.GetOrAdd(options.SiloName, static _ => new());
            silo.Services.AddSingleton<IInferenceRuntime>(runtime);
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [
                new("Models:Package", life._first.Folder),
                new("Devices:Lanes", "2"),
                new("Batching:MaximumWait", "00:00:00.005"),
                new("Registry:Folder", folder ?? life._folder),
                new("Registry:Poll", "00:00:00.2"),
                new("Trial:Every", "00:00:00.2"),
                .. settings.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
            ]).Build();
            silo.AddClassification(configuration);
            silo.AddModelLife(configuration);
            silo.Services.AddSingleton<SiloAgents>();
            silo.Services.AddSingleton<ISiloAgents>(provider => new DeafAgents(provider.GetRequiredService<SiloAgents>(), life.Deaf));
        });
        life.Cluster = builder.Build();
        await life.Cluster.DeployAsync();
        return life;
    }

    public LifeRuntime RuntimeOf(InProcessSiloHandle silo) => Runtimes[silo.Name];

    public static ModelFollower FollowerOf(InProcessSiloHandle silo) => silo.SiloHost.Services.GetRequiredService<ModelFollower>();

    public IPackageStore Store => Cluster.Silos[0].SiloHost.Services.GetRequiredService<IPackageStore>();

    /// <summary>Takes a version into the store.</summary>
    public async Task<ModelIdentity> ImportAsync(string version, Func<ModelManifest, ModelManifest>? change = null)
    {
        using var package = TestPackage.Write(change, version: version);
        return (await Store.ImportAsync(package.Folder)).Model;
    }

    public Task<RegistryOutcome> DoAsync(RegistryVerb verb, ModelIdentity? model = null, double? percent = null, long? expected = null) =>
        Registry.ExecuteAsync(new(new(verb, model, percent), "tester", "a test", expected)).WaitAsync(Bound);

    public async Task<RegistryState> MustAsync(RegistryVerb verb, ModelIdentity? model = null, double? percent = null)
    {
        var outcome = await DoAsync(verb, model, percent);
        Assert.True(outcome.Accepted, outcome.Explanation);
        return outcome.State;
    }

    /// <summary>Imports, prepares and activates a version.</summary>
    public async Task<ModelIdentity> SwapToAsync(string version)
    {
        var model = await ImportAsync(version);
        await MustAsync(RegistryVerb.Prepare, model);
        await MustAsync(RegistryVerb.Activate, model);
        return model;
    }

    /// <summary>Judges on one silo.</summary>
    public static Task<ImmutableArray<Judgement>> JudgeAsync(InProcessSiloHandle silo, ImmutableArray<Submission> submissions) =>
        silo.SiloHost.Services.GetRequiredService<JudgingPipeline>().JudgeAsync(submissions, CancellationToken.None).WaitAsync(Bound);

    public static Submission Article(string id, string title) => new(new Article(id, Title: title, Source: "The Daily Test"), null, DateTimeOffset.UtcNow);

    public static double Expected(string title, string version)
    {
        long[] ids = [Id("[CLS]"), .. title.Split(' ').Select(Id), Id("[SEP]")];
        var (fake, real) = LifeRuntime.Logits(ids, version);
        return Calibration.FakeProbability(fake, real, 2);
    }

    /// <summary>Waits for a condition that the cluster reaches by itself.</summary>
    public static Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);

    /// <summary>Waits for a condition that the cluster reaches by itself.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var late = new CancellationTokenSource(Bound);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds())
        {
            Assert.True(await timer.WaitForNextTickAsync(late.Token), what);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var runtime in Runtimes.Values)
        {
            runtime.Gate.Set();
            foreach (var held in runtime.Held.Values)
            {
                held.Set();
            }
        }

        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
        _first.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static long Id(string word) => TestPackage.Vocabulary.IndexOf(word);
}
