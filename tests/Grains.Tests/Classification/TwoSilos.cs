using FakeNews.Grains.Classification;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Tests.Devices;
using FakeNews.Grains.Tests.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace FakeNews.Grains.Tests.Classification;

/// <summary>Two silos with one stand-in device of two lanes each.</summary>
internal sealed class TwoSilos : IAsyncDisposable
{
    private readonly TestPackage _package = TestPackage.Write();

    public InProcessTestCluster Cluster { get; private set; } = null!;

    /// <summary>The runtime of each silo, by the silo's name.</summary>
    public Dictionary<string, StandInRuntime> Runtimes { get; } = [];

    public InProcessSiloHandle First => Cluster.Silos[0];

    public InProcessSiloHandle Second => Cluster.Silos[1];

    public static async Task<TwoSilos> StartAsync()
    {
        var silos = new TwoSilos();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((options, silo) =>
        {
            var runtime = new StandInRuntime();
            silos.Runtimes[options.SiloName] = runtime;
            silo.Services.AddSingleton<IInferenceRuntime>(runtime);
            silo.Services.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.NumMissedProbesLimit = 1;
                membership.NumVotesForDeathDeclaration = 1;
            });
            silo.AddClassification(new ConfigurationBuilder().AddInMemoryCollection(
            [
                new("Models:Package", silos._package.Folder),
                new("Devices:Lanes", "2"),
                new("Batching:MaximumWait", "00:00:00.020"),
            ]).Build());
        });
        silos.Cluster = builder.Build();
        await silos.Cluster.DeployAsync();
        foreach (var runtime in silos.Runtimes.Values)
        {
            // What the warm-up ran is not the tests' concern.
            while (runtime.Began.TryTake(out _))
            {
            }
        }

        return silos;
    }

    public StandInRuntime RuntimeOf(InProcessSiloHandle silo) => Runtimes[silo.Name];

    /// <summary>The pipeline of a silo.</summary>
    public static JudgingPipeline PipelineOf(InProcessSiloHandle silo) => silo.SiloHost.Services.GetRequiredService<JudgingPipeline>();

    /// <summary>Waits until every silo has the other's device in reach.</summary>
    public async Task KnowEachOtherAsync(TimeSpan bound, CancellationToken cancellation)
    {
        foreach (var directory in Cluster.Silos.Select(silo => silo.SiloHost.Services.GetRequiredService<IClassifierDirectory>()))
        {
            var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Look()
            {
                if (directory.Current.Length == 2)
                {
                    known.TrySetResult();
                }
            }

            directory.Changed += Look;
            Look();
            await known.Task.WaitAsync(bound, cancellation);
            directory.Changed -= Look;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var runtime in Runtimes.Values)
        {
            runtime.Gate.Set();
            runtime.Hanging.Set();
        }

        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
        _package.Dispose();
    }
}
