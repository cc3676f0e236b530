namespace FakeNews.Grains.Registry;

/// <summary>Why a device could not prepare a model.</summary>
/// <param name="Device"><c>silo/device</c>, or the silo alone where it was not for a device.</param>
/// <param name="Reason">One sentence for a person.</param>
[GenerateSerializer, Immutable]
public sealed record DeviceFault([property: Id(0)] string Device, [property: Id(1)] string Reason);
