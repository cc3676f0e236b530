using System.Collections.Immutable;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Drift;

/// <summary>
/// The fixed bins of the measures, so that references and windows of any place and time can be compared. Publishers have no fixed ones: the reference names them.
/// Changing a bin means another <see cref="Version"/>.
/// </summary>
public static class DriftBins
{
    /// <summary>Version of the bins; a package's reference of another is not used.</summary>
    public const int Version = 1;

    private static readonly double[] ProbabilityEdges = [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999];
    private static readonly double[] LengthEdges = [32, 64, 90, 128, 180, 256, 362, 512, 724, 1024, 2048];
    private static readonly double[] UnknownEdges = [0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1];

    /// <summary>All measures.</summary>
    public static ImmutableArray<DriftMeasure> Measures { get; } = [.. Enum.GetValues<DriftMeasure>()];

    /// <summary>True where the bins have an order.</summary>
    public static bool IsOrdered(DriftMeasure measure) => measure is DriftMeasure.Probability or DriftMeasure.Length or DriftMeasure.UnknownPieces;

    /// <summary>Names of a measure's bins; none for publishers.</summary>
    public static ImmutableArray<string> Names(DriftMeasure measure) => measure switch
    {
        DriftMeasure.FlagRate => ["flagged", "not flagged"],
        DriftMeasure.Probability => ["to 0.001", "to 0.01", "to 0.05", "to 0.1", "to 0.25", "to 0.5", "to 0.75", "to 0.9", "to 0.95", "to 0.99", "to 0.999", "to 1"],
        DriftMeasure.Length => ["to 32", "to 64", "to 90", "to 128", "to 180", "to 256", "to 362", "to 512", "to 724", "to 1024", "to 2048", "longer"],
        DriftMeasure.UnknownPieces => ["none", "to 0.2 %", "to 0.5 %", "to 1 %", "to 2 %", "to 5 %", "to 10 %", "more"],
        DriftMeasure.Language => ["judged", "other language", "no content"],
        _ => [],
    };

    /// <summary>The bin of an article; -1 where the measure does not apply to it, and for publishers.</summary>
    public static int Of(DriftMeasure measure, in DriftSample sample) => measure switch
    {
        DriftMeasure.FlagRate => sample.Decision == Decision.Flag ? 0 : 1,
        DriftMeasure.Language => (int)sample.Reason,
        DriftMeasure.Probability when sample.Probability is { } probability => Below(ProbabilityEdges, probability),
        DriftMeasure.Length when sample.Tokens > 0 => Below(LengthEdges, sample.Tokens),
        DriftMeasure.UnknownPieces when sample.Read > 0 => Below(UnknownEdges, (double)sample.Unknown / sample.Read),
        _ => -1,
    };

    private static int Below(double[] edges, double value)
    {
        var bin = 0;
        while (bin < edges.Length && value > edges[bin])
        {
            bin++;
        }

        return bin;
    }
}
