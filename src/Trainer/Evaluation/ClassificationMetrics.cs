using System.Collections.Immutable;

namespace FakeNews.Trainer.Evaluation;

/// <summary>
/// Everything measured on one set of scored rows; equal to scikit-learn. Null is what can't be computed because a class is missing.
/// Labels are 0 fake, 1 real; the threshold is on the probability of label 1.
/// </summary>
public sealed record ClassificationMetrics
{
    /// <summary>The names of labels 0 and 1.</summary>
    public static IReadOnlyList<string> LabelNames { get; } = ["fake", "real"];

    /// <summary>Counts at the threshold, and what follows from them.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Rows with a probability above it are called real.</summary>
    public required double Threshold { get; init; }

    /// <summary>Area under the ROC curve.</summary>
    public required double? RocAuc { get; init; }

    /// <summary>Average precision of label 1.</summary>
    public required double? AveragePrecisionOfReal { get; init; }

    /// <summary>Average precision of label 0, the class that is flagged.</summary>
    public required double? AveragePrecisionOfFake { get; init; }

    /// <summary>Mean negative log-likelihood in nats, probabilities clipped at 2.2e-16.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Mean squared difference of probability and label, 0 to 1.</summary>
    public required double Brier { get; init; }

    /// <summary>Reliability of the label called; its error is the ECE.</summary>
    public required Reliability Reliability { get; init; }

    /// <summary>Expected calibration error of the probability of label 1.</summary>
    public required double ExpectedCalibrationErrorOfReal { get; init; }

    /// <summary>Expected calibration error of the label called, 15 bins.</summary>
    public double ExpectedCalibrationError => Reliability.ExpectedError;

    /// <summary>The table as scikit-learn prints it.</summary>
    public string Report => ClassificationReport.Render(Confusion, LabelNames);

    /// <summary>All figures by name, for a manifest or a table; what can't be computed is left out.</summary>
    /// <param name="prefix">Put before each name, e.g. <c>heldOut.</c>.</param>
    public ImmutableSortedDictionary<string, double> Figures(string prefix = "")
    {
        var figures = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        void Add(string name, double? value)
        {
            if (value is { } known)
            {
                figures[prefix + name] = known;
            }
        }

        Add("rows", Confusion.Total);
        Add("accuracy", Confusion.Accuracy);
        Add("balancedAccuracy", Confusion.BalancedAccuracy);
        Add("matthews", Confusion.Matthews);
        Add("cohenKappa", Confusion.CohenKappa);
        foreach (var (name, average) in new[] { ("weighted", Confusion.Weighted), ("macro", Confusion.Macro) })
        {
            Add(name + ".precision", average.Precision);
            Add(name + ".recall", average.Recall);
            Add(name + ".f1", average.F1);
        }

        foreach (var (name, scores) in LabelNames.Zip(Confusion.PerClass))
        {
            Add(name + ".precision", scores.Precision);
            Add(name + ".recall", scores.Recall);
            Add(name + ".f1", scores.F1);
            Add(name + ".support", scores.Support);
        }

        Add("rocAuc", RocAuc);
        Add("real.averagePrecision", AveragePrecisionOfReal);
        Add("fake.averagePrecision", AveragePrecisionOfFake);
        Add("logLoss", LogLoss);
        Add("brier", Brier);
        Add("expectedCalibrationError", ExpectedCalibrationError);
        return figures.ToImmutable();
    }

    /// <summary>Measures.</summary>
    /// <param name="labels">0 or 1.</param>
    /// <param name="probabilityOfReal">As many probabilities of label 1.</param>
    /// <param name="threshold">Above it a row is called real.</param>
    public static ClassificationMetrics Measure(ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilityOfReal, double threshold = 0.5) =>
        Measure(new ScoredLabels(labels, probabilityOfReal), threshold);

    /// <summary>Measures.</summary>
    public static ClassificationMetrics Measure(ScoredLabels rows, double threshold = 0.5)
    {
        var real = Ranking.OfReal(rows);
        return new ClassificationMetrics
        {
            Confusion = rows.Confusion(threshold),
            Threshold = threshold,
            RocAuc = real.RocAuc(),
            AveragePrecisionOfReal = real.AveragePrecision(),
            AveragePrecisionOfFake = Ranking.OfFake(rows).AveragePrecision(),
            LogLoss = ProbabilityLosses.LogLoss(rows),
            Brier = ProbabilityLosses.Brier(rows),
            Reliability = Reliability.OfPrediction(rows),
            ExpectedCalibrationErrorOfReal = Reliability.OfReal(rows).ExpectedError,
        };
    }
}
