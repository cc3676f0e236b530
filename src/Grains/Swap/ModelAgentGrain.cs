using FakeNews.Grains.Devices;
using FakeNews.Grains.Registry;
using Orleans.Concurrency;
using Orleans.Placement;

namespace FakeNews.Grains.Swap;

/// <summary>Passes the registry's states to this silo's follower.</summary>
[DevicePlacement, Reentrant, KeepAlive, Immovable]
internal sealed class ModelAgentGrain(ModelFollower follower, ILocalSiloDetails silo) : Grain, IModelAgentGrain
{
    /// <summary>The second part of its key.</summary>
    public const string Part = "models";

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        DeviceKey.TryParse(this.GetPrimaryKeyString(), out var key) && key.Silo == silo.Name
            ? Task.CompletedTask
            : throw new OrleansException($"The silo '{silo.Name}' is not the one of '{this.GetPrimaryKeyString()}'.");

    public async Task<SiloModels> ApplyAsync(RegistryState state, string? awaited, CancellationToken cancellationToken)
    {
        follower.Apply(state);
        await follower.SettledAsync(awaited, cancellationToken);
        return follower.Report();
    }

    public Task<SiloModels> ReportAsync() => Task.FromResult(follower.Report());
}
