using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Trial;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace FakeNews.Grains.Swap;

/// <summary>
/// Keeps this silo and the registry together. Before the silo joins the cluster it loads the model that the stored registry names (or the configured one,
/// where there is none yet), so that it can judge when it is asked; when it is in, it learns the present state from the registry, and only then judges; from
/// then on it compares every few seconds.
/// </summary>
internal sealed partial class RegistryFollowing(
    ModelFollower follower,
    IPackageStore store,
    IGrainFactory grains,
    [FromKeyedServices(ModelRegistryGrain.StorageName)] IGrainStorage storage,
    JudgingPipeline pipeline,
    TrialBook trial,
    ShadowJudge shadow,
    IOptions<ModelsOptions> models,
    IOptions<RegistryOptions> options,
    TimeProvider time,
    ILogger<RegistryFollowing> logger,
    TemporaryFolder? temporary = null) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    // After the storage is up and before the silo is one that others send work to.
    private const int BeforeJoining = ServiceLifecycleStage.ApplicationServices + 500;

    private readonly CancellationTokenSource _stop = new();
    private ModelIdentity? _configured;
    private Task _polling = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(RegistryFollowing), BeforeJoining, _ => LoadAsync());
        lifecycle.Subscribe(nameof(RegistryFollowing), ServiceLifecycleStage.Active, JoinAsync, async _ =>
        {
            await _stop.CancelAsync();
            await _polling;
        });
    }

    public void Dispose() => _stop.Dispose();

    private async Task LoadAsync()
    {
        // Made here, so that it is removed with the container.
        _ = temporary;
        trial.Shadow = shadow;
        pipeline.Observer = trial;
        var registry = grains.GetGrain<IModelRegistryGrain>(0);
        var record = new GrainState<RegistryRecord>(new RegistryRecord());
        await storage.ReadStateAsync(ModelRegistryGrain.StateName, registry.GetGrainId(), record);
        var active = record.State?.State.Active;
        if (active is null)
        {
            // The first silo of all brings the first model.
            _configured = (await store.ImportAsync(models.Value.ResolvePackage())).Model;
        }

        try
        {
            await follower.LoadAsync(active ?? _configured!);
        }
        catch (PreparationException e)
        {
            throw new ModelPackageException($"The active model can't be loaded. {e.Message}", e);
        }
    }

    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        var registry = grains.GetGrain<IModelRegistryGrain>(0);
        var state = await registry.GetAsync();
        if (state.Active is null && _configured is not null)
        {
            // Another silo may adopt at the same moment; the state that comes back is the one that holds.
            var outcome = await registry.ExecuteAsync(new(new(RegistryVerb.Adopt, _configured), "system:start", "The first model, from Models:Package."));
            state = outcome.Refusal is RegistryRefusal.NotStored or RegistryRefusal.StoreAway ? throw new PackageStoreException(outcome.Explanation!) : outcome.State;
        }
        else if (_configured is null && state.Active is { } active)
        {
            LogActive(active.Name, active.Version, active.Sha256, state.Generation);
        }

        follower.Apply(state);
        follower.MayJudge();
        _polling = Task.Run(() => PollAsync(registry), CancellationToken.None);
    }

    private async Task PollAsync(IModelRegistryGrain registry)
    {
        using var timer = new PeriodicTimer(options.Value.Poll, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                try
                {
                    follower.Apply(await registry.GetAsync());
                }
                // The registry moves, or its storage is away: what this silo has stays in force, and it asks again.
#pragma warning disable CA1031
                catch (Exception e) when (!_stop.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    LogUnreachable(e.Message);
                }
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    [LoggerMessage(LogLevel.Information, "The registry's active model is {Name} {Version} ({Sha256}), generation {Generation}; Models:Package counts only for an empty registry")]
    private partial void LogActive(string name, string version, string sha256, long generation);

    [LoggerMessage(LogLevel.Warning, "The model registry does not answer: {Reason}")]
    private partial void LogUnreachable(string reason);
}
