namespace FakeNews.Grains.Devices;

/// <summary>A grain belongs on the silo that its key <c>{silo}/{device}</c> names, and nowhere else.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
public sealed class DevicePlacementStrategy : PlacementStrategy;
