using System.Diagnostics.Metrics;
using FakeNews.Grains.Batching;
using FakeNews.Grains.Cascade;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using FakeNews.Grains.Tests.Devices;
using FakeNews.Grains.Tests.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Tests.Classification;

/// <summary>A pipeline over one stand-in device in this process.</summary>
internal sealed class LocalPipeline : IDisposable
{
    private readonly TestPackage _package;

    public LocalPipeline(
        int lanes = 2, BatcherOptions? batching = null, TimeSpan? runDeadline = null, bool activate = true, CascadeRecipe? cascade = null, CascadeOptions? cascades = null)
    {
        _package = TestPackage.Write(manifest => manifest with { Cascade = cascade });
        batching ??= new();
        var options = new DevicesOptions { Lanes = lanes, RunDeadline = runDeadline ?? TimeSpan.FromSeconds(30) };
        Policy = BatchPolicies.Create(batching, acceleratorPresent: false);
        Devices = new(Options.Create(options), Runtime, TimeProvider.System);
        Snapshot = _package.Snapshot();
        Pipeline = new(Models, new LocalClassifiers(Devices), Policy, batching, options, Cascades(cascades), TimeProvider.System, new Random(1));
        if (activate)
        {
            Activate(Snapshot);
        }
    }

    /// <summary>A book of its own.</summary>
    public static CascadeBook Cascades(CascadeOptions? options = null)
    {
        // Instruments live with the process's meters, not with the factory.
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        return new(Options.Create(options ?? new CascadeOptions()), meters, NullLogger<CascadeBook>.Instance);
    }

    public StandInRuntime Runtime { get; } = new();

    public ActiveModel Models { get; } = new();

    public IBatchPolicy Policy { get; }

    public LocalDevices Devices { get; }

    public ModelSnapshot Snapshot { get; }

    public JudgingPipeline Pipeline { get; }

    /// <summary>Loads without warm-up runs, so that the runtime records articles only.</summary>
    public Task Activate(ModelSnapshot snapshot)
    {
        Devices.All[0].Load(snapshot.Identity, snapshot.GraphPath);
        return Models.Activate(snapshot);
    }

    public void Dispose()
    {
        Runtime.Gate.Set();
        Runtime.Hanging.Set();
        Pipeline.Dispose();
        Devices.Dispose();
        _package.Dispose();
    }
}
