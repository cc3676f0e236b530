using System.Collections.Immutable;

namespace FakeNews.Grains.Drift;

/// <summary>What a measure is compared with.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Names">Its bins' names.</param>
/// <param name="Counts">Articles in each bin.</param>
public sealed record MeasureReference(DriftMeasure Measure, ReferenceOrigin Origin, ImmutableArray<string> Names, ImmutableArray<long> Counts)
{
    /// <summary>Articles in all bins.</summary>
    public long Total => Counts.Sum();
}
