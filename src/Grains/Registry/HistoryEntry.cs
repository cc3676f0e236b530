using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Registry;

/// <summary>One line of the registry's history: who did what, when, why, and from which generation. Never changed, never removed.</summary>
/// <param name="Sequence">Its number, from 1 without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Command">What.</param>
/// <param name="Reason">Why.</param>
/// <param name="FromGeneration">The generation it found.</param>
/// <param name="ToGeneration">The generation it left.</param>
/// <param name="Active">The active model it left.</param>
[GenerateSerializer, Immutable]
public sealed record HistoryEntry(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Actor,
    [property: Id(3)] RegistryCommand Command,
    [property: Id(4)] string? Reason,
    [property: Id(5)] long FromGeneration,
    [property: Id(6)] long ToGeneration,
    [property: Id(7)] ModelIdentity? Active);
