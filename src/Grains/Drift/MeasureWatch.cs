using System.Collections.Immutable;

namespace FakeNews.Grains.Drift;

/// <summary>One measure's window beside its reference.</summary>
internal sealed class MeasureWatch
{
    private readonly long[] _reference;
    private readonly Dictionary<string, int> _sources = new(StringComparer.Ordinal);
    private readonly SlidingCounts _window;

    public MeasureWatch(MeasureReference reference, int window)
    {
        Reference = reference;
        _reference = [.. reference.Counts];
        _window = new(_reference.Length, window);
        for (var i = 0; i < _reference.Length && reference.Measure == DriftMeasure.Sources; i++)
        {
            _sources[reference.Names[i]] = i;
        }
    }

    public MeasureReference Reference { get; }

    public DriftMeasure Measure => Reference.Measure;

    public int WindowArticles => _window.Total;

    /// <summary>True where the window can be compared.</summary>
    public bool IsReady => _window.IsFull;

    /// <summary>At the last look; null before the first.</summary>
    public double? Psi { get; private set; }

    /// <summary>The test's p of the last look, uncorrected.</summary>
    public double P { get; private set; } = 1;

    /// <summary>The same, corrected.</summary>
    public double? AdjustedP { get; set; }

    public void Add(in DriftSample sample)
    {
        // The last bin of publishers holds all that have none of their own.
        var bin = Measure == DriftMeasure.Sources ? _sources.GetValueOrDefault(sample.Source, _reference.Length - 1) : DriftBins.Of(Measure, sample);
        if (bin >= 0)
        {
            _window.Add(bin);
        }
    }

    public void Look()
    {
        Psi = TwoSamples.StabilityIndex(_reference, _window.Counts);
        P = DriftBins.IsOrdered(Measure) ? TwoSamples.OrderedP(_reference, _window.Counts) : TwoSamples.UnorderedP(_reference, _window.Counts);
    }

    public ImmutableArray<DriftBin> Bins()
    {
        var (all, bins) = (Reference.Total, ImmutableArray.CreateBuilder<DriftBin>(_reference.Length));
        for (var i = 0; i < _reference.Length; i++)
        {
            bins.Add(new(Reference.Names[i], (double)_reference[i] / all, _window.Total == 0 ? null : (double)_window.Counts[i] / _window.Total));
        }

        return bins.MoveToImmutable();
    }
}
