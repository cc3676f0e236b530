using System.Globalization;
using ScottPlot;

namespace FakeNews.Trainer.Leaks;

/// <summary>The probes' accuracies as bars.</summary>
public static class LeakChart
{
    private static readonly Color WithoutReading = Color.FromHex("#c0504d");
    private static readonly Color Reading = Color.FromHex("#4f81bd");

    /// <summary>Draws the report.</summary>
    /// <param name="report">What to draw.</param>
    /// <param name="modelAccuracy">A line to compare with, or null.</param>
    public static Plot Draw(LeakReport report, double? modelAccuracy = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var plot = new Plot();
        var count = report.Results.Count;
        var bars = report.Results.Select((result, i) => new Bar
        {
            Position = count - i,
            Value = result.Accuracy,
            FillColor = result.Reads ? Reading : WithoutReading,
            Orientation = Orientation.Horizontal,
            Label = result.Accuracy.ToString("0.000", CultureInfo.InvariantCulture),
        });
        plot.Add.Bars(bars.ToArray()).Horizontal = true;
        plot.Axes.Left.SetTicks([.. report.Results.Select((_, i) => (double)(count - i))], [.. report.Results.Select(static result => result.Name)]);
        plot.Axes.SetLimits(0, 1.1, 0.3, count + 0.7);
        plot.XLabel("accuracy (red: without the wording)");
        plot.Title("What reaches how much without reading");
        plot.Add.VerticalLine(0.5, 1, Colors.Gray, LinePattern.Dotted);
        if (modelAccuracy is { } accuracy)
        {
            plot.Add.VerticalLine(accuracy, 2, Colors.Black, LinePattern.Dashed);
        }

        return plot;
    }

    /// <summary>Draws it into a PNG file of 900 x 500 pixels.</summary>
    public static void Save(LeakReport report, string path, double? modelAccuracy = null) => Draw(report, modelAccuracy).SavePng(path, 900, 500);
}
