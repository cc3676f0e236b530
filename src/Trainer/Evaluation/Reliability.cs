namespace FakeNews.Trainer.Evaluation;

/// <summary>
/// Confidence against what came true, in equal bins (k/n, (k+1)/n], the first one closed at 0 (Guo et al. 2017, "On Calibration of Modern Neural Networks").
/// </summary>
/// <param name="Bins">From confidence 0 to 1.</param>
/// <param name="ExpectedError">Expected calibration error: mean over rows of the gap in their bin.</param>
public sealed record Reliability(IReadOnlyList<CalibrationBin> Bins, double ExpectedError)
{
    /// <summary>The number of bins used throughout.</summary>
    public const int DefaultBins = 15;

    /// <summary>Of the label called: confidence is that of the likelier label.</summary>
    public static Reliability OfPrediction(ScoredLabels rows, int bins = DefaultBins)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var confidence = new double[rows.Count];
        var correct = new bool[rows.Count];
        for (var i = 0; i < confidence.Length; i++)
        {
            var probability = rows.Probabilities[i];
            confidence[i] = Math.Max(probability, 1 - probability);
            correct[i] = (probability > 0.5) == (rows.Labels[i] == 1);
        }

        return Of(confidence, correct, bins);
    }

    /// <summary>Of label 1: confidence is its probability.</summary>
    public static Reliability OfReal(ScoredLabels rows, int bins = DefaultBins)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var correct = new bool[rows.Count];
        for (var i = 0; i < correct.Length; i++)
        {
            correct[i] = rows.Labels[i] == 1;
        }

        return Of(rows.Probabilities, correct, bins);
    }

    /// <summary>Of any claims.</summary>
    /// <param name="confidence">From 0 to 1.</param>
    /// <param name="correct">Whether each came true.</param>
    /// <param name="bins">How many bins.</param>
    public static Reliability Of(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> correct, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(correct.Length, confidence.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        var (counts, claimed, came) = (new int[bins], new double[bins], new int[bins]);
        for (var i = 0; i < confidence.Length; i++)
        {
            var bin = Math.Clamp((int)Math.Ceiling(confidence[i] * bins) - 1, 0, bins - 1);
            counts[bin]++;
            claimed[bin] += confidence[i];
            came[bin] += correct[i] ? 1 : 0;
        }

        var table = new CalibrationBin[bins];
        var error = 0.0;
        for (var bin = 0; bin < bins; bin++)
        {
            var count = counts[bin];
            table[bin] = count == 0 ? new CalibrationBin(0, null, null) : new CalibrationBin(count, claimed[bin] / count, (double)came[bin] / count);
            error += count == 0 ? 0 : (double)count / confidence.Length * Math.Abs(((double)came[bin] / count) - (claimed[bin] / count));
        }

        return new Reliability(table, error);
    }
}
