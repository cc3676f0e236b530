using System.Diagnostics;
using FakeNews.Grains.Batching;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Classification;

/// <summary>Loads and warms the configured model before the silo becomes active, so that a silo in the cluster is one that can judge.</summary>
internal sealed partial class ModelWarmup(
    LocalDevices devices,
    ActiveModel active,
    IBatchPolicy policy,
    IOptions<ModelsOptions> models,
    IOptions<BatcherOptions> batching,
    ILogger<ModelWarmup> logger,
    Swap.ModelFollower? follower = null) : IModelReadiness, ILifecycleParticipant<ISiloLifecycle>
{
    public bool IsReady => active.Current is not null;

    public ModelIdentity? Model => active.Current?.Identity;

    public Task WaitAsync(CancellationToken cancellationToken = default) => active.FirstActivation.WaitAsync(cancellationToken);

    public void Participate(ISiloLifecycle lifecycle)
    {
        // Where there is a registry, it says which model judges, and its follower loads it.
        if (follower is null)
        {
            lifecycle.Subscribe(nameof(ModelWarmup), ServiceLifecycleStage.ApplicationServices, _ => WarmUpAsync());
        }
    }

    /// <summary>Makes the configured model the active one.</summary>
    /// <exception cref="ModelPackageException">The package can't be used.</exception>
    /// <exception cref="OptionsValidationException">The token budget is below the model's longest article.</exception>
    public async Task WarmUpAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var snapshot = ModelSnapshot.Load(ModelPackage.Open(models.Value.ResolvePackage()), models.Value.Precision);
        BatchPolicies.RequireRoomFor(snapshot.Manifest.MaximumTokens, batching.Value, devices.HasAccelerator);
        await devices.PrepareAsync(snapshot, policy, models.Value.GoldenAtStart);
        await active.Activate(snapshot);
        LogReady(snapshot.Identity.Name, snapshot.Identity.Version, snapshot.Identity.Sha256, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    [LoggerMessage(LogLevel.Information, "Model {Name} {Version} ({Sha256}) is warm after {Milliseconds} ms")]
    private partial void LogReady(string name, string version, string sha256, long milliseconds);
}
