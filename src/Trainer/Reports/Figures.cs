using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Runs;
using ScottPlot;

namespace FakeNews.Trainer.Reports;

/// <summary>The report's pictures, PNG.</summary>
internal static class Figures
{
    private const int Width = 560, Height = 420;

    /// <summary>Counts of truth and prediction.</summary>
    public static byte[] Confusion(ConfusionMatrix matrix)
    {
        using var plot = new Plot();

        // The first row is drawn at the bottom.
        plot.Add.Heatmap(new double[,] { { matrix[1, 0], matrix[1, 1] }, { matrix[0, 0], matrix[0, 1] } }).Colormap = new ScottPlot.Colormaps.Grayscale();
        for (var truth = 0; truth < 2; truth++)
        {
            for (var predicted = 0; predicted < 2; predicted++)
            {
                var label = plot.Add.Text(matrix[truth, predicted].ToString(System.Globalization.CultureInfo.InvariantCulture), predicted, 1 - truth);
                label.LabelFontSize = 24;
                label.LabelAlignment = Alignment.MiddleCenter;
                label.LabelFontColor = Colors.White;
                label.LabelBackgroundColor = Colors.Black.WithAlpha(0.6);
            }
        }

        plot.Axes.Bottom.SetTicks([0, 1], ["fake", "real"]);
        plot.Axes.Left.SetTicks([1, 0], ["fake", "real"]);
        plot.XLabel("called");
        plot.YLabel("truth");
        plot.Title("Held-out articles");
        plot.HideGrid();
        return Png(plot);
    }

    /// <summary>Loss of the updates, and of validation after each epoch.</summary>
    public static byte[] Curves(MetricsTable metrics)
    {
        using var plot = new Plot();
        var smooth = metrics.Steps.Chunk(20).Select(chunk => (Step: chunk.Average(s => s.Step), Loss: chunk.Average(s => s.Loss))).ToArray();
        var training = plot.Add.ScatterLine(smooth.Select(s => s.Step).ToArray(), smooth.Select(s => s.Loss).ToArray());
        training.LegendText = "training (smoothed labels, masked windows)";
        var validation = plot.Add.Scatter(metrics.Epochs.Select(e => (double)e.Step).ToArray(), metrics.Epochs.Select(e => e.ValidationLoss).ToArray());
        validation.LegendText = "validation";
        plot.XLabel("update");
        plot.YLabel("loss");
        plot.Title("Training");
        plot.ShowLegend(Alignment.UpperRight);
        return Png(plot);
    }

    /// <summary>What was claimed against what came true.</summary>
    public static byte[] Reliability(Reliability reliability)
    {
        using var plot = new Plot();
        var bins = reliability.Bins.Where(bin => bin is { Count: > 0 }).ToList();
        plot.Add.Line(0.5, 0.5, 1, 1).LinePattern = LinePattern.Dashed;
        var line = plot.Add.Scatter(bins.Select(bin => bin.MeanConfidence!.Value).ToArray(), bins.Select(bin => bin.FractionCorrect!.Value).ToArray());
        line.LegendText = "held-out articles";
        plot.XLabel("confidence claimed");
        plot.YLabel("share that was right");
        plot.Title("Reliability");
        plot.Axes.SetLimits(0.48, 1.02, 0, 1.02);
        return Png(plot);
    }

    /// <summary>ROC AUC of every set.</summary>
    public static byte[] Sets(IReadOnlyList<JudgedSet> sets)
    {
        using var plot = new Plot();
        for (var i = 0; i < sets.Count; i++)
        {
            var bar = plot.Add.Bar(i, sets[i].Metrics.RocAuc ?? 0);
            bar.Color = Colors.SteelBlue;
            bar.Bars[0].Label = (sets[i].Metrics.RocAuc ?? 0).ToString("F3", System.Globalization.CultureInfo.InvariantCulture);
        }

        plot.Add.HorizontalLine(0.5).LinePattern = LinePattern.Dashed;
        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, sets.Count).Select(i => (double)i)], [.. sets.Select((set, i) => i == 0 ? "ISOT" : set.Name)]);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 10;
        plot.YLabel("ROC AUC");
        plot.Title("ISOT held out, and sources it never saw");
        plot.Axes.SetLimitsY(0, 1.1);
        return Png(plot);
    }

    private static byte[] Png(Plot plot) => plot.GetImageBytes(Width, Height, ImageFormat.Png);
}
