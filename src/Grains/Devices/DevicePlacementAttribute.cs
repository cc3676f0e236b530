using Orleans.Placement;

namespace FakeNews.Grains.Devices;

/// <summary>Places a grain class by <see cref="DevicePlacementStrategy"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DevicePlacementAttribute() : PlacementAttribute(new DevicePlacementStrategy());
