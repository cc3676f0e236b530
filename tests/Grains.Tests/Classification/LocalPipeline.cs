using FakeNews.Grains.Batching;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using FakeNews.Grains.Tests.Devices;
using FakeNews.Grains.Tests.Models;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Tests.Classification;

/// <summary>A pipeline over one stand-in device in this process.</summary>
internal sealed class LocalPipeline : IDisposable
{
    private readonly TestPackage _package = TestPackage.Write();

    public LocalPipeline(int lanes = 2, BatcherOptions? batching = null, TimeSpan? runDeadline = null, bool activate = true)
    {
        batching ??= new();
        var options = new DevicesOptions { Lanes = lanes, RunDeadline = runDeadline ?? TimeSpan.FromSeconds(30) };
        Policy = BatchPolicies.Create(batching, acceleratorPresent: false);
        Devices = new(Options.Create(options), Runtime, TimeProvider.System);
        Snapshot = _package.Snapshot();
        Pipeline = new(Models, new LocalClassifiers(Devices), Policy, batching, options, TimeProvider.System, new Random(1));
        if (activate)
        {
            Activate(Snapshot);
        }
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
