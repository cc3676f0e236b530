using System.Collections.Immutable;

namespace FakeNews.Grains.Drift;

/// <summary>A measure at this moment.</summary>
/// <param name="Measure">Which.</param>
/// <param name="State">What is known.</param>
/// <param name="Since">Since when it drifts; null while it does not.</param>
/// <param name="Origin">Where its reference is from; null while there is none.</param>
/// <param name="ReferenceArticles">Articles of the reference.</param>
/// <param name="WindowArticles">Articles in the window.</param>
/// <param name="Psi">Population stability index at the last look; null before the first.</param>
/// <param name="AdjustedP">The test's p at the last look, corrected for all measures and looks.</param>
/// <param name="Bins">The distributions.</param>
[GenerateSerializer, Immutable]
public sealed record MeasureReport(
    [property: Id(0)] DriftMeasure Measure,
    [property: Id(1)] DriftState State,
    [property: Id(2)] DateTimeOffset? Since,
    [property: Id(3)] ReferenceOrigin? Origin,
    [property: Id(4)] long ReferenceArticles,
    [property: Id(5)] int WindowArticles,
    [property: Id(6)] double? Psi,
    [property: Id(7)] double? AdjustedP,
    [property: Id(8)] ImmutableArray<DriftBin> Bins);
