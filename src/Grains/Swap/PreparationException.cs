using System.Collections.Immutable;
using FakeNews.Grains.Registry;

namespace FakeNews.Grains.Swap;

/// <summary>Devices of a silo can't run a model.</summary>
internal sealed class PreparationException(ImmutableArray<DeviceFault> faults, Exception? cause = null)
    : Exception(string.Join(" ", faults.Select(fault => $"{fault.Device}: {fault.Reason}")), cause)
{
    public ImmutableArray<DeviceFault> Faults => faults;
}
