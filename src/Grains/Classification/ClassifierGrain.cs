using FakeNews.Grains.Devices;
using Orleans.Concurrency;
using Orleans.Placement;

namespace FakeNews.Grains.Classification;

/// <summary>The grain of one device; lives where the device is, as long as the silo does.</summary>
[DevicePlacement, Reentrant, KeepAlive, Immovable]
internal sealed class ClassifierGrain(LocalDevices devices, ILocalSiloDetails silo) : Grain, IClassifierGrain
{
    private DeviceClassifier? _classifier;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var named = DeviceKey.TryParse(this.GetPrimaryKeyString(), out var key);
        if (!named || key.Silo != silo.Name || devices.Find(key.Device) is not { } device)
        {
            throw new OrleansException($"The silo '{silo.Name}' has no device '{this.GetPrimaryKeyString()}'.");
        }

        _classifier = new(device);
        return Task.CompletedTask;
    }

    public Task<ClassifierReply> ClassifyAsync(TokenBatch batch, bool spilled) => _classifier!.ClassifyAsync(batch, spilled);
}
