using System.Text.Json;
using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Tests.Goldens;

namespace FakeNews.Trainer.Tests.Evaluation;

public sealed class ClassificationMetricsTests
{
    private const double Limit = 1e-9;

    public static TheoryData<string> Names => [.. Golden.Json("metrics/metrics.json").EnumerateArray().Select(static item => item.Text("name"))];

    public static TheoryData<string> ScoredNames =>
        [.. Golden.Json("metrics/metrics.json").EnumerateArray().Where(static item => item.TryGetProperty("probability_of_1", out _)).Select(static item => item.Text("name"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_follows_from_the_confusion_matrix_equals_scikit_learn(string name)
    {
        var golden = Case(name);
        var matrix = Matrix(golden);
        Near.Equal(golden.Number("accuracy"), matrix.Accuracy, Limit);
        Near.Equal(golden.Number("balanced_accuracy"), matrix.BalancedAccuracy, Limit);
        Near.Equal(golden.Number("matthews"), matrix.Matthews, Limit);
        Near.Equal(golden.Number("cohen_kappa"), matrix.CohenKappa, Limit);
        foreach (var (key, average) in new[] { ("weighted", matrix.Weighted), ("macro", matrix.Macro), ("micro", matrix.Micro) })
        {
            var expected = golden.GetProperty(key);
            Near.Equal(expected.Number("precision"), average.Precision, Limit, key);
            Near.Equal(expected.Number("recall"), average.Recall, Limit, key);
            Near.Equal(expected.Number("f1"), average.F1, Limit, key);
        }

        var classes = golden.GetProperty("per_class");
        Near.Equal(classes.Doubles("precision"), [.. matrix.PerClass.Select(static scores => scores.Precision)], Limit, "precision");
        Near.Equal(classes.Doubles("recall"), [.. matrix.PerClass.Select(static scores => scores.Recall)], Limit, "recall");
        Near.Equal(classes.Doubles("f1"), [.. matrix.PerClass.Select(static scores => scores.F1)], Limit, "f1");
        Near.Equal(classes.Doubles("support"), [.. matrix.PerClass.Select(static scores => (double)scores.Support)], 0, "support");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_report_is_scikit_learns_to_the_letter(string name)
    {
        var golden = Case(name);
        var matrix = Matrix(golden);
        string[] names = matrix.ClassCount == 2 ? ["fake", "real"] : ["class 0", "class 1", "class 2"];
        Assert.Equal(golden.Text("report"), ClassificationReport.Render(matrix, names));
    }

    [Theory]
    [MemberData(nameof(ScoredNames))]
    public void What_follows_from_the_scores_equals_scikit_learn(string name)
    {
        var golden = Case(name);
        var metrics = ClassificationMetrics.Measure(golden.Integers("labels"), golden.Doubles("probability_of_1"));
        Near.Equal(golden.Number("roc_auc"), metrics.RocAuc, Limit);
        Near.Equal(golden.Number("average_precision"), metrics.AveragePrecisionOfReal, Limit);
        Near.Equal(golden.Number("average_precision_fake"), metrics.AveragePrecisionOfFake, Limit);
        Near.Equal(golden.Number("log_loss"), metrics.LogLoss, Limit);
        Near.Equal(golden.Number("brier"), metrics.Brier, Limit);
        Near.Equal(golden.Number("ece"), metrics.ExpectedCalibrationError, Limit);
        Near.Equal(golden.Number("ece_of_label_1"), metrics.ExpectedCalibrationErrorOfReal, Limit);
        Assert.Equal(golden.Text("report"), metrics.Report);
        foreach (var (expected, bin) in golden.GetProperty("ece_bins").EnumerateArray().Zip(metrics.Reliability.Bins))
        {
            Near.Equal(expected.Number("count"), bin.Count, 0);
            Near.Equal(expected.Number("mean_confidence"), bin.MeanConfidence, Limit);
            Near.Equal(expected.Number("fraction_correct"), bin.FractionCorrect, Limit);
        }
    }

    [Theory]
    [MemberData(nameof(ScoredNames))]
    public void The_roc_curve_equals_scikit_learns(string name)
    {
        var golden = Case(name);
        var curve = Ranking.OfReal(new ScoredLabels(golden.Integers("labels"), golden.Doubles("probability_of_1"))).RocCurve();
        if (!golden.TryGetProperty("roc_curve", out var expected))
        {
            Assert.Null(curve);
            return;
        }

        Near.Equal(expected.Doubles("false_positive_rate"), [.. curve!.Select(static point => point.FalsePositiveRate)], Limit);
        Near.Equal(expected.Doubles("true_positive_rate"), [.. curve!.Select(static point => point.TruePositiveRate)], Limit);
        Near.Equal(expected.Doubles("thresholds"), [.. curve!.Select(static point => point.Threshold)], 0);
    }

    [Theory]
    [InlineData(0.03125, "0.0312")]
    [InlineData(0.09375, "0.0938")]
    [InlineData(0.031250000000000007, "0.0313")]
    [InlineData(1, "1.0000")]
    [InlineData(0.99995, "1.0000")]
    public void Exact_halves_are_printed_as_python_does(double value, string expected) => Assert.Equal(expected, ClassificationReport.Fixed(value, 4));

    [Fact]
    public void Figures_have_names_and_what_cannot_be_computed_is_absent()
    {
        var figures = ClassificationMetrics.Measure([1, 1], [0.9, 0.2]).Figures("heldOut.");
        Assert.Equal(0.5, figures["heldOut.accuracy"]);
        Assert.Equal(2, figures["heldOut.real.support"]);
        Assert.False(figures.ContainsKey("heldOut.rocAuc"));
    }

    [Fact]
    public void Rows_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(static () => new ScoredLabels([], []));
        Assert.Throws<ArgumentException>(static () => new ScoredLabels([1, 0], [0.5]));
        Assert.Throws<ArgumentException>(static () => new ScoredLabels([2], [0.5]));
        Assert.Throws<ArgumentException>(static () => new ScoredLabels([1], [double.NaN]));
        Assert.Throws<ArgumentException>(static () => new ScoredLabels([1], [1.01]));
    }

    private static JsonElement Case(string name) => Golden.Json("metrics/metrics.json").EnumerateArray().Single(item => item.Text("name") == name);

    private static ConfusionMatrix Matrix(JsonElement golden)
    {
        var rows = golden.GetProperty("confusion").EnumerateArray().Select(static row => row.EnumerateArray().Select(static cell => cell.GetInt64()).ToArray()).ToArray();
        if (!golden.TryGetProperty("labels", out _))
        {
            return new ConfusionMatrix(rows);
        }

        var counted = ConfusionMatrix.Count(golden.Integers("labels"), golden.Integers("predicted"), rows.Length);
        for (var truth = 0; truth < rows.Length; truth++)
        {
            for (var predicted = 0; predicted < rows.Length; predicted++)
            {
                Assert.Equal(rows[truth][predicted], counted[truth, predicted]);
            }
        }

        return counted;
    }
}
