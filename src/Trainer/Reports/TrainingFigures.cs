using ScottPlot;

namespace FakeNews.Trainer.Reports;

/// <summary>Pictures of a training, PNG.</summary>
internal static class TrainingFigures
{
    private const int Width = 640, Height = 460, UpdatesPerPoint = 20;

    /// <summary>Loss of the updates, averaged over a few, and of validation after each epoch.</summary>
    public static byte[] Curves(MetricsTable metrics)
    {
        using var plot = new Plot();
        var smooth = metrics.Steps.Chunk(UpdatesPerPoint).Select(chunk => (Step: chunk.Average(s => s.Step), Loss: chunk.Average(s => s.Loss))).ToArray();
        var training = plot.Add.ScatterLine(smooth.Select(s => s.Step).ToArray(), smooth.Select(s => s.Loss).ToArray());
        training.LegendText = "training, as it is taught";
        var validation = plot.Add.Scatter(metrics.Epochs.Select(e => (double)e.Step).ToArray(), metrics.Epochs.Select(e => e.ValidationLoss).ToArray());
        validation.LegendText = "validation";
        plot.XLabel("update");
        plot.YLabel("loss");
        plot.Title("Training");
        plot.ShowLegend(Alignment.UpperRight);
        return plot.GetImageBytes(Width, Height, ImageFormat.Png);
    }
}
