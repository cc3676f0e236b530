namespace FakeNews.Grains.Devices;

/// <summary>The device's queue is full; the batch belongs elsewhere, or later.</summary>
internal sealed class DeviceBusyException() : Exception("The device's queue is full.");
