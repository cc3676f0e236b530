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

    /// <summary>What was claimed against what came true.</summary>
    public static byte[] Reliable(Reliability reliability)
    {
        using var plot = new Plot();
        var bins = reliability.Bins.Where(bin => bin is { Count: > 0 }).ToList();
        plot.Add.Line(0.5, 0.5, 1, 1).LinePattern = LinePattern.Dashed;
        plot.Add.Scatter(bins.Select(bin => bin.MeanConfidence!.Value).ToArray(), bins.Select(bin => bin.FractionCorrect!.Value).ToArray());
        Labels(plot, "confidence claimed", "share that was right", "Reliability");
        plot.Axes.SetLimits(0.48, 1.02, 0, 1.02);
        return Png(plot);
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

    /// <summary>Counts of truth and prediction, coloured by the share of the truth.</summary>
    public static byte[] Confusion(ConfusionMatrix matrix)
    {
        using var plot = new Plot();
        double? Share(int truth, int called) => matrix.PerClass[truth].Support is > 0 and var support ? (double)matrix[truth, called] / support : 0;
        Cells(plot, 2, 2, Share, (truth, called) => matrix[truth, called].ToString(CultureInfo.InvariantCulture), 0, 22);
        plot.Axes.Bottom.SetTicks([0, 1], ["fake", "real"]);
        plot.Axes.Left.SetTicks([1, 0], ["fake", "real"]);
        Labels(plot, "called", "truth", "Confusion matrix");
        return Png(plot);
    }

    /// <summary>ROC AUC of judges and sets; the darker, the farther above chance.</summary>
    public static byte[] CrossCorpus(CrossCorpusMatrix matrix)
    {
        using var plot = new Plot();
        Cells(
            plot, matrix.Rows.Count, matrix.Columns.Count, (row, column) => matrix.Rows[row].RocAuc[column],
            (row, column) => matrix.Rows[row].RocAuc[column]?.ToString("F2", CultureInfo.InvariantCulture) ?? "", 0.4, 14);
        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, matrix.Columns.Count).Select(i => (double)i)], [.. matrix.Columns]);
        plot.Axes.Left.SetTicks([.. Enumerable.Range(0, matrix.Rows.Count).Select(i => (double)(matrix.Rows.Count - 1 - i))], [.. matrix.Rows.Select(row => row.Judge)]);
        plot.Axes.Bottom.TickLabelStyle.Rotation = 20;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.UpperLeft;
        plot.Axes.Bottom.MinimumSize = 80;
        plot.Axes.Right.MinimumSize = 80;
        plot.Title("ROC AUC: who judged, and on which set");
        return plot.GetImageBytes(960, 580, ImageFormat.Png);
    }

    // The colormap runs from dark to light, so it is given the values' negatives.
    private static void Cells(Plot plot, int rows, int columns, Func<int, int, double?> value, Func<int, int, string> text, double least, float size)
    {
        var values = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                values[row, column] = -value(row, column) ?? double.NaN;
            }
        }

        var heat = plot.Add.Heatmap(values);
        heat.Colormap = new ScottPlot.Colormaps.Blues();
        heat.ManualRange = new(-1, -least);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var label = plot.Add.Text(text(row, column), column, rows - 1 - row);
                label.LabelAlignment = Alignment.MiddleCenter;
                label.LabelFontSize = size;
                label.LabelFontColor = value(row, column) > (1 + least) / 2 ? Colors.White : Colors.Black;
            }
        }

        plot.HideGrid();
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
