using System.Globalization;
using System.Text;
using FakeNews.Grains.Contracts;

namespace FakeNews.Trainer.Served;

/// <summary>An evaluation as plain text for a terminal; nothing of third parties' texts is in it.</summary>
public static class EvaluationText
{
    /// <summary>A set in one line.</summary>
    public static string Line(SetEvaluation set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Invariant($"{set.Name}: {set.Set.Articles.Count} articles, accuracy {set.Metrics.Confusion.Accuracy:F4}, ROC AUC {Number(set.Metrics.RocAuc)}, balanced accuracy served {Number(set.BalancedAccuracyServed)}");
    }

    /// <summary>The whole.</summary>
    public static string Render(ServedEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var (set, text) = (evaluation.Set, new StringBuilder());
        text.Append(Invariant($"{set.Name}: {set.Set.Articles.Count} articles judged, {set.Set.Unscored} without anything to judge, {evaluation.BadRows} bad rows left out\n\n"));
        text.Append(set.Metrics.Report).Append('\n');
        foreach (var (name, interval) in set.Intervals)
        {
            text.Append(Invariant($"{name,-26}{interval.Estimate,8:F4}  [{interval.Low:F4}, {interval.High:F4}]\n"));
        }

        text.Append(Invariant($"matthews                  {set.Metrics.Confusion.Matthews,8:F4}\n"));
        text.Append(Invariant($"average precision of fake {Number(set.Metrics.AveragePrecisionOfFake),8}\n"));
        text.Append(Invariant($"brier, log loss           {set.Metrics.Brier,8:F4}  {set.Metrics.LogLoss:F4}\n"));
        text.Append(Invariant($"\nserved at flag {evaluation.Manifest.Thresholds.Flag:F3}, review {evaluation.Manifest.Thresholds.Review:F3}: "));
        text.Append(Invariant($"{set.ShareOf(Decision.Flag):P1} flagged, {set.ShareOf(Decision.Review):P1} to review; balanced accuracy {Number(set.BalancedAccuracyServed)}\n"));
        text.Append(Invariant($"fakes flagged {Number(set.Served.Recall)}, real flagged {Number(set.Served.FalseFlagRate)}, precision of flags {Number(set.Served.Precision)}\n"));
        text.Append(Invariant($"with one false flag in 1,000: threshold {set.AtFalseFlagRate.Threshold:F4}, recall {Number(set.AtFalseFlagRate.Recall)}, precision {Number(set.AtFalseFlagRate.Precision)}\n"));
        text.Append(Invariant($"error of the surest 90 %: {ErrorAt(set, 0.9):F4}; 50 %: {ErrorAt(set, 0.5):F4}; area under coverage and error {set.Coverage.Area:F4}\n"));
        foreach (var result in evaluation.Counterfactuals)
        {
            text.Append(Invariant($"{result.Counterfactual.Name,-22}{result.Changed,6} changed, labels flipped {result.LabelFlips:P1}, decisions {result.DecisionFlips:P1}, probability of fake {result.MeanShift:+0.000;-0.000}\n"));
        }

        if (evaluation.CrossCorpus is { } matrix)
        {
            text.Append('\n').Append(Matrix(matrix));
        }

        return text.ToString();
    }

    /// <summary>Error of the surest part of the rows.</summary>
    internal static double ErrorAt(SetEvaluation set, double coverage) => set.Coverage.Points.First(point => point.Coverage >= coverage - 1e-12).Error;

    private static string Matrix(CrossCorpusMatrix matrix)
    {
        var text = new StringBuilder("ROC AUC\n");
        foreach (var row in matrix.Rows)
        {
            text.Append(Invariant($"{row.Judge,-32}"));
            foreach (var (column, area) in matrix.Columns.Zip(row.RocAuc))
            {
                text.Append(Invariant($" {column} {Number(area)}"));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Number(double? value) => value?.ToString("F4", CultureInfo.InvariantCulture) ?? "n/a";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
