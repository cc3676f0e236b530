using Orleans.Runtime.Placement;

namespace FakeNews.Grains.Devices;

/// <summary>Finds the silo that owns a device by the name in the grain's key.</summary>
/// <remarks>
/// A missing owner is an <see cref="OrleansException"/>, which reaches the caller at once; a SiloUnavailableException would be retried by the
/// runtime, noisily and in vain.
/// </remarks>
internal sealed class DevicePlacementDirector(IClusterMembershipService membership) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        if (!DeviceKey.TryParse(target.GrainIdentity.Key.ToString(), out var key))
        {
            throw new OrleansException($"The key of {target.GrainIdentity} does not name a device; it has the form silo/device.");
        }

        // A silo that came back has the same name and a higher generation; only one of them is active.
        var owner = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active && member.Name == key.Silo)
            .OrderByDescending(member => member.SiloAddress.Generation)
            .Select(member => member.SiloAddress)
            .FirstOrDefault();
        return owner is not null && context.GetCompatibleSilos(target).Contains(owner)
            ? Task.FromResult(owner)
            : throw new OrleansException($"The silo '{key.Silo}' that owns the device '{key.Device}' is not in the cluster.");
    }
}
