using System.Collections.Immutable;

namespace FakeNews.Grains.Drift;

/// <summary>
/// <c>reference</c> of a package's manifest: how the articles that the model was calibrated on spread over the bins of <see cref="DriftBins"/>. Publishers and
/// languages are not in it: what a model was trained on says nothing of a stream's mix.
/// </summary>
/// <param name="Bins">The version of the bins.</param>
/// <param name="Description">Which articles.</param>
/// <param name="FlagRate">Flagged, not flagged.</param>
/// <param name="Probability">Articles by calibrated probability.</param>
/// <param name="Length">Articles by tokens of the whole text.</param>
/// <param name="UnknownPieces">Articles by share of unknown pieces.</param>
public sealed record ReferenceProfile(
    int Bins,
    string Description,
    ImmutableArray<long> FlagRate,
    ImmutableArray<long> Probability,
    ImmutableArray<long> Length,
    ImmutableArray<long> UnknownPieces)
{
    /// <summary>Counts articles.</summary>
    public static ReferenceProfile Of(string description, IReadOnlyCollection<DriftSample> samples)
    {
        ImmutableArray<long> Count(DriftMeasure measure)
        {
            var counts = new long[DriftBins.Names(measure).Length];
            foreach (var sample in samples)
            {
                if (DriftBins.Of(measure, sample) is >= 0 and var bin)
                {
                    counts[bin]++;
                }
            }

            return [.. counts];
        }

        return new(
            DriftBins.Version, description, Count(DriftMeasure.FlagRate), Count(DriftMeasure.Probability), Count(DriftMeasure.Length), Count(DriftMeasure.UnknownPieces));
    }

    /// <summary>The reference of a measure; null where this has none that can be used.</summary>
    public MeasureReference? For(DriftMeasure measure)
    {
        var counts = measure switch
        {
            DriftMeasure.FlagRate => FlagRate,
            DriftMeasure.Probability => Probability,
            DriftMeasure.Length => Length,
            DriftMeasure.UnknownPieces => UnknownPieces,
            _ => default,
        };
        var names = DriftBins.Names(measure);
        return Bins == DriftBins.Version && !counts.IsDefault && counts.Length == names.Length && counts.All(static count => count is >= 0 and <= int.MaxValue) && counts.Sum() > 0
            ? new(measure, ReferenceOrigin.Package, names, counts)
            : null;
    }
}
