using System.Collections.Immutable;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Drift;

/// <summary>The stream beside its reference, for all silos together.</summary>
/// <param name="Model">The model whose articles these are; null before the first article.</param>
/// <param name="Since">When its first article was seen.</param>
/// <param name="Articles">Its articles so far.</param>
/// <param name="LearnFrom">Articles that a learned reference takes.</param>
/// <param name="Drifting">True while any measure drifts.</param>
/// <param name="Measures">Every measure.</param>
/// <param name="Events">The log, oldest first, of models before as well.</param>
[GenerateSerializer, Immutable]
public sealed record DriftReport(
    [property: Id(0)] ModelIdentity? Model,
    [property: Id(1)] DateTimeOffset? Since,
    [property: Id(2)] long Articles,
    [property: Id(3)] int LearnFrom,
    [property: Id(4)] bool Drifting,
    [property: Id(5)] ImmutableArray<MeasureReport> Measures,
    [property: Id(6)] ImmutableArray<DriftEvent> Events);
