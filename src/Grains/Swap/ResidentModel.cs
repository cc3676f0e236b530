using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Registry;

namespace FakeNews.Grains.Swap;

/// <summary>A model on a silo.</summary>
/// <param name="Model">Which.</param>
/// <param name="Stage">How far the silo is with it.</param>
/// <param name="Attempt">The attempt that this is the outcome of.</param>
/// <param name="Faults">Devices that can't run it, and why.</param>
/// <param name="Seconds">How long it took to prepare.</param>
[GenerateSerializer, Immutable]
public sealed record ResidentModel(
    [property: Id(0)] ModelIdentity Model,
    [property: Id(1)] ResidentStage Stage,
    [property: Id(2)] int Attempt,
    [property: Id(3)] ImmutableArray<DeviceFault> Faults,
    [property: Id(4)] double Seconds);
