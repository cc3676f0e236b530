using System.Globalization;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Export;

/// <summary>How a graph's logits differ from its network's on the same rows.</summary>
/// <param name="Rows">Rows compared.</param>
/// <param name="LargestDifference">Of any logit; infinity where one is not a number.</param>
/// <param name="LabelFlips">Share of rows that change side at probability one half.</param>
/// <param name="ProbabilityDifferenceP99">99th percentile of the difference of the calibrated probability.</param>
public sealed record GraphAgreement(int Rows, double LargestDifference, double LabelFlips, double ProbabilityDifferenceP99)
{
    /// <summary>Largest difference of a logit in fp32.</summary>
    public const double LogitLimit = ExportCheck.Limit;

    /// <summary>Most labels that a graph of lower precision may flip.</summary>
    public const double FlipLimit = 0.002;

    /// <summary>Largest 99th percentile of the difference of probabilities in lower precision.</summary>
    public const double ProbabilityLimit = 0.02;

    /// <summary>Compares.</summary>
    /// <param name="expected">The network's logits [fake, real] of each row.</param>
    /// <param name="actual">The graph's.</param>
    /// <param name="temperature">Of the calibration.</param>
    public static GraphAgreement Measure(IReadOnlyList<float[]> expected, IReadOnlyList<float[]> actual, double temperature = 1)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentOutOfRangeException.ThrowIfZero(expected.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(actual.Count, expected.Count);
        var (largest, flips, differences) = (0.0, 0, new double[expected.Count]);
        for (var i = 0; i < expected.Count; i++)
        {
            for (var label = 0; label < expected[i].Length; label++)
            {
                var difference = Math.Abs((double)expected[i][label] - actual[i][label]);
                largest = Math.Max(largest, double.IsFinite(difference) ? difference : double.PositiveInfinity);
            }

            var (before, after) = (Predictor.ProbabilityOfReal(expected[i], temperature), Predictor.ProbabilityOfReal(actual[i], temperature));
            flips += (before > 0.5) == (after > 0.5) ? 0 : 1;
            differences[i] = double.IsNaN(after) ? 1 : Math.Abs(before - after);
        }

        Array.Sort(differences);
        return new GraphAgreement(expected.Count, largest, (double)flips / expected.Count, differences[(int)Math.Ceiling(0.99 * differences.Length) - 1]);
    }

    /// <summary>Accepts a graph or says why not.</summary>
    /// <param name="precision">What the graph computes in: fp32 is held to its logits, the others to labels and probabilities.</param>
    /// <exception cref="InvalidDataException">It differs too much.</exception>
    public GraphAgreement Require(GraphPrecision precision)
    {
        var isAccepted = double.IsFinite(LargestDifference)
            && (precision == GraphPrecision.Fp32 ? LargestDifference <= LogitLimit : LabelFlips <= FlipLimit && ProbabilityDifferenceP99 <= ProbabilityLimit);
        if (isAccepted)
        {
            return this;
        }

        var why = precision == GraphPrecision.Fp32
            ? (FormattableString)$"The exported graph's logits differ from the network's by {LargestDifference:G3}, more than {LogitLimit:G1}: it is not accepted."
            : (FormattableString)$"The {precision.Name()} graph flips {LabelFlips:P2} of {Rows} labels and changes probabilities by {ProbabilityDifferenceP99:F4} (99th percentile); {FlipLimit:P1} and {ProbabilityLimit} are allowed: it is not accepted.";
        throw new InvalidDataException(why.ToString(CultureInfo.InvariantCulture));
    }
}
