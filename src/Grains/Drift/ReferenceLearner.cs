using FakeNews.Grains.Sources;

namespace FakeNews.Grains.Drift;

/// <summary>Learns references from the first articles of a stream.</summary>
internal sealed class ReferenceLearner
{
    // A publisher gets a bin of its own from this share on: rarer ones are chosen by chance, and chance would look like drift.
    private const double NamedShare = 0.01;
    private const int MostNames = 10_000;

    private readonly long[][] _counts = [.. DriftBins.Measures.Select(static measure => new long[DriftBins.Names(measure).Length])];
    private readonly Dictionary<string, long> _sources = new(StringComparer.Ordinal);

    /// <summary>Articles seen.</summary>
    public int Articles { get; private set; }

    public void Add(in DriftSample sample)
    {
        Articles++;
        foreach (var measure in DriftBins.Measures)
        {
            if (DriftBins.Of(measure, sample) is >= 0 and var bin)
            {
                _counts[(int)measure][bin]++;
            }
        }

        var source = _sources.Count < MostNames || _sources.ContainsKey(sample.Source) ? sample.Source : SourceName.Other;
        _sources[source] = _sources.GetValueOrDefault(source) + 1;
    }

    /// <summary>The reference of a measure; of publishers, at most <paramref name="named"/> have a bin of their own.</summary>
    public MeasureReference Learned(DriftMeasure measure, int named)
    {
        if (measure != DriftMeasure.Sources)
        {
            return new(measure, ReferenceOrigin.Learned, DriftBins.Names(measure), [.. _counts[(int)measure]]);
        }

        var frequent = _sources.Where(source => source.Key != SourceName.Other && source.Value >= Articles * NamedShare)
            .OrderByDescending(static source => source.Value).ThenBy(static source => source.Key, StringComparer.Ordinal).Take(named).ToList();
        return new(
            measure, ReferenceOrigin.Learned, [.. frequent.Select(static source => source.Key), SourceName.Other],
            [.. frequent.Select(static source => source.Value), Articles - frequent.Sum(static source => source.Value)]);
    }
}
