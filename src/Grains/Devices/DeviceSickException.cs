namespace FakeNews.Grains.Devices;

/// <summary>A run failed, and so did a control run that has nothing to do with its articles: the fault is the device's.</summary>
internal sealed class DeviceSickException(Exception cause) : Exception($"The device can't run even its control batch: {cause.Message}", cause);
