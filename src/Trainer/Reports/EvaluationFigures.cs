using System.Globalization;
using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Served;
using ScottPlot;

namespace FakeNews.Trainer.Reports;

/// <summary>Pictures of an evaluation, PNG.</summary>
internal static class EvaluationFigures
{
    private const int Width = 640, Height = 460;

    /// <summary>Rates of flags, and precision against recall of fake.</summary>
    public static (byte[] Roc, byte[] PrecisionRecall)? Curves(ScoredLabels rows)
    {
        var ranking = Ranking.OfFake(rows);
        if (ranking.RocCurve() is not { } roc || ranking.PrecisionRecallCurve() is not { } curve)
        {
            return null;
        }

        using var first = new Plot();
        first.Add.Line(0, 0, 1, 1).LinePattern = LinePattern.Dashed;
        first.Add.ScatterLine(roc.Select(point => point.FalsePositiveRate).ToArray(), roc.Select(point => point.TruePositiveRate).ToArray());
        Labels(first, "real articles flagged", "fake articles flagged", Title($"ROC, area {ranking.RocAuc():F3}"));
        first.Axes.SetLimits(-0.02, 1.02, -0.02, 1.02);
        using var second = new Plot();
        second.Add.ScatterLine(curve.Select(point => point.Recall).ToArray(), curve.Select(point => point.Precision).ToArray());
        Labels(second, "fake articles flagged", "flagged articles that are fake", Title($"Precision and recall, average precision {ranking.AveragePrecision():F3}"));
        second.Axes.SetLimits(-0.02, 1.02, 0, 1.02);
        return (Png(first), Png(second));
    }

    /// <summary>Error of the surest articles.</summary>
    public static byte[] Coverage(CoverageCurve curve)
    {
        using var plot = new Plot();
        plot.Add.ScatterLine(curve.Points.Select(point => point.Coverage).ToArray(), curve.Points.Select(point => point.Error).ToArray());
        Labels(plot, "share of articles decided, surest first", "share of those decided wrongly", "Coverage against error");
        return Png(plot);
    }

    /// <summary>Accuracy of slices.</summary>
    public static byte[] Slices(IReadOnlyList<SetSlice> slices, string title)
    {
        using var plot = new Plot();
        for (var i = 0; i < slices.Count; i++)
        {
            plot.Add.Bar(i, slices[i].Accuracy).Bars[0].Label = (slices[i].Fake + slices[i].Real).ToString(CultureInfo.InvariantCulture);
        }

        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, slices.Count).Select(i => (double)i)], [.. slices.Select(slice => slice.Name.Replace(" tokens", "", StringComparison.Ordinal))]);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 10;
        Labels(plot, "articles in the slice on each bar", "accuracy", title);
        plot.Axes.SetLimitsY(0, 1.1);
        return Png(plot);
    }

    /// <summary>ROC AUC of judges and sets, red at chance and blue at 1.</summary>
    public static byte[] CrossCorpus(CrossCorpusMatrix matrix)
    {
        using var plot = new Plot();
        var values = new double[matrix.Rows.Count, matrix.Columns.Count];
        for (var row = 0; row < matrix.Rows.Count; row++)
        {
            for (var column = 0; column < matrix.Columns.Count; column++)
            {
                values[row, column] = matrix.Rows[row].RocAuc[column] ?? double.NaN;
                var label = plot.Add.Text(matrix.Rows[row].RocAuc[column]?.ToString("F2", CultureInfo.InvariantCulture) ?? "", column, matrix.Rows.Count - 1 - row);
                label.LabelAlignment = Alignment.MiddleCenter;
                label.LabelFontSize = 14;
            }
        }

        var heat = plot.Add.Heatmap(values);
        heat.Colormap = new ScottPlot.Colormaps.Blues();
        heat.ManualRange = new(0.4, 1.2);
        plot.MoveToBack(heat);
        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, matrix.Columns.Count).Select(i => (double)i)], [.. matrix.Columns]);
        plot.Axes.Left.SetTicks([.. Enumerable.Range(0, matrix.Rows.Count).Select(i => (double)(matrix.Rows.Count - 1 - i))], [.. matrix.Rows.Select(row => row.Judge)]);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 10;
        plot.Axes.Bottom.TickLabelStyle.Rotation = 20;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.UpperLeft;
        Labels(plot, "judged on", "", "ROC AUC across sets");
        plot.HideGrid();
        return plot.GetImageBytes(900, 560, ImageFormat.Png);
    }

    private static void Labels(Plot plot, string x, string y, string title)
    {
        plot.XLabel(x);
        plot.YLabel(y);
        plot.Title(title);
    }

    private static string Title(FormattableString title) => title.ToString(CultureInfo.InvariantCulture);

    private static byte[] Png(Plot plot) => plot.GetImageBytes(Width, Height, ImageFormat.Png);
}
