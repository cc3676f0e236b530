using System.Globalization;
using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Served;

namespace FakeNews.Trainer.Reports;

/// <summary>Figures as cells of tables.</summary>
internal static class FigureTable
{
    public static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("F4", CultureInfo.InvariantCulture) : "n/a";

    public static IReadOnlyList<string> Row(SetSlice slice) => [slice.Name, Count(slice.Fake), Count(slice.Real), Number(slice.Accuracy), Number(slice.RocAuc)];

    public static IReadOnlyList<string> SetRow(SetEvaluation set) =>
    [
        set.Name, Count(set.Set.Articles.Count), Number(set.Metrics.Confusion.Accuracy), Number(set.Metrics.RocAuc), Number(set.BalancedAccuracyServed),
        Number(set.Served.FalseFlagRate), Number(set.Served.Recall), Number(set.ShareOf(Decision.Review)),
    ];

    /// <summary>Name, value, and the ends of its interval where there is one.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(SetEvaluation set)
    {
        foreach (var (name, interval) in set.Intervals)
        {
            yield return [name, Number(interval.Estimate), Number(interval.Low), Number(interval.High)];
        }

        var metrics = set.Metrics;
        foreach (var (name, value) in new (string, double?)[]
        {
            ("Matthews", metrics.Confusion.Matthews),
            ("macro F1", metrics.Confusion.Macro.F1),
            ("average precision of fake", metrics.AveragePrecisionOfFake),
            ("Brier", metrics.Brier),
            ("log loss", metrics.LogLoss),
            ("balanced accuracy at the served threshold", set.BalancedAccuracyServed),
            ("precision with one false flag in 1,000", set.AtFalseFlagRate.Precision),
            ("recall with one false flag in 1,000", set.AtFalseFlagRate.Recall),
            ("error of the surest 90 %", EvaluationText.ErrorAt(set, 0.9)),
            ("area under coverage and error", set.Coverage.Area),
        })
        {
            yield return [name, Number(value), "", ""];
        }
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
