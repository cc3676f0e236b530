using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Promotion;

namespace FakeNews.Grains.Registry;

/// <summary>What somebody wants of the registry.</summary>
/// <param name="Verb">What.</param>
/// <param name="Model">Which model; may be absent where the verb means the candidate or the previous one.</param>
/// <param name="Percent">Share of <see cref="RegistryVerb.Canary"/> and <see cref="RegistryVerb.Shadow"/>.</param>
/// <param name="Faults">Devices of <see cref="RegistryVerb.Unprepared"/>.</param>
/// <param name="Promotion">Of <see cref="RegistryVerb.Prepare"/>: why it may become active by itself; null: a person decides.</param>
[GenerateSerializer, Immutable]
public sealed record RegistryCommand(
    [property: Id(0)] RegistryVerb Verb,
    [property: Id(1)] ModelIdentity? Model = null,
    [property: Id(2)] double? Percent = null,
    [property: Id(3)] ImmutableArray<DeviceFault>? Faults = null,
    [property: Id(4)] PromotionWish? Promotion = null);
