using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Drift;

/// <summary>A line of the drift log.</summary>
/// <param name="Sequence">Counts from 1 without gaps, over all models.</param>
/// <param name="At">When it was seen.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Measure">To which measure.</param>
/// <param name="Model">The active model.</param>
/// <param name="Origin">Where the reference is from.</param>
/// <param name="Articles">Articles since the model became active.</param>
/// <param name="Psi">The population stability index of the window.</param>
/// <param name="AdjustedP">The test's p, corrected for all measures and looks.</param>
[GenerateSerializer, Immutable]
public sealed record DriftEvent(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] DriftEventKind Kind,
    [property: Id(3)] DriftMeasure Measure,
    [property: Id(4)] ModelIdentity Model,
    [property: Id(5)] ReferenceOrigin Origin,
    [property: Id(6)] long Articles,
    [property: Id(7)] double Psi,
    [property: Id(8)] double AdjustedP);
