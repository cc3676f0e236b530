using System.Globalization;
using FakeNews.Trainer.Reports.Documents;
using ScottPlot;

namespace FakeNews.Trainer.Comparisons;

/// <summary>Writes <c>index.html</c>, <c>compare.md</c>, <c>compare.csv</c> and the plot of accuracy against latency.</summary>
/// <param name="comparison">What was measured.</param>
public sealed class ComparisonReport(Comparison comparison)
{
    private const string PlotName = "accuracy-latency";

    private static readonly string[] Columns =
    [
        "model", "precision", "accuracy", "weighted F1", "ROC AUC", "parameters", "MB on disk", "training s", "training samples/s", "training peak MB",
        "headline ms", "article ms", "headlines/s", "articles/s", "serving MB",
    ];

    /// <summary>Writes all into a folder, which is made where it is missing.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        List<ReportBlock> blocks = [.. Blocks()];
        foreach (var picture in blocks.OfType<ReportBlock.Picture>())
        {
            File.WriteAllBytes(Path.Combine(folder, picture.Name + ".png"), picture.Png);
        }

        File.WriteAllText(Path.Combine(folder, "index.html"), HtmlRendering.Render("Comparison of models", blocks));
        File.WriteAllText(Path.Combine(folder, "compare.md"), MarkdownRendering.Render(blocks));
        File.WriteAllText(Path.Combine(folder, "compare.csv"), string.Concat(Lines().Prepend(Columns).Select(line => string.Join(',', line.Select(cell => cell.Replace(',', ' '))) + "\n")));
    }

    /// <summary>The table's rows as texts, one for each model and precision.</summary>
    public IEnumerable<IReadOnlyList<string>> Lines() => comparison.Rows.SelectMany(row => row.Serving.Count == 0
        ? [Line(row, null)]
        : row.Serving.Select(serving => Line(row, serving)));

    private IEnumerable<ReportBlock> Blocks()
    {
        var (data, rows) = (comparison.Data, comparison.Data.Fingerprint.Rows);
        yield return new ReportBlock.Heading(1, "Comparison of models");
        yield return new ReportBlock.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{data.Fingerprint.Description}; {comparison.BadRows} bad rows left out. Split: {data.Fingerprint.Split}; {rows.Training} training, {rows.Validation} validation, {rows.HeldOut} held out, on which all figures of quality are."));
        yield return new ReportBlock.Table(Columns, [.. Lines()]);
        yield return new ReportBlock.Paragraph("Latency is the median of one text alone on one thread; throughput has a caller on each core. A headline is a title alone, an article is cut at the model's longest input. Networks run in ONNX Runtime, each graph accepted only where it agrees with its network on validation, so that accuracy holds for both. Serving memory is what ONNX Runtime, the graph and its runs added at most to a process that does nothing else; training memory is the whole process's. The size of TF-IDF counts its terms and two doubles for each.");
        foreach (var row in comparison.Rows.Where(row => row.Refused is not null))
        {
            yield return new ReportBlock.Paragraph($"{row.Name}: {row.Refused}");
        }

        foreach (var sentence in InWords())
        {
            yield return new ReportBlock.Paragraph(sentence);
        }

        if (comparison.Rows.Any(row => row.Serving.Count > 0))
        {
            yield return new ReportBlock.Picture(PlotName, "Accuracy against latency", Plot());
        }

        yield return new ReportBlock.Heading(2, "How this was made");
        yield return new ReportBlock.Code(comparison.Command);
        yield return new ReportBlock.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{comparison.Machine}; {comparison.Duration.TotalMinutes:F1} minutes."));
    }

    private IEnumerable<string> InWords()
    {
        var best = comparison.Rows.Where(row => !row.IsProbe).MaxBy(row => row.Accuracy);
        if (best is null || comparison.Rows.Where(row => row.IsProbe).MaxBy(row => row.Accuracy) is not { } probe)
        {
            yield break;
        }

        var sentence = string.Create(CultureInfo.InvariantCulture, $"The best model that reads, {best.Name}, reaches {best.Accuracy:P1}; {probe.Name}, which does not read, reaches {probe.Accuracy:P1}.");
        yield return probe.Accuracy >= best.Accuracy - 0.02 ? sentence + " On this set accuracy says little about reading." : sentence;
    }

    private byte[] Plot()
    {
        using var plot = new Plot();
        var points = comparison.Rows.SelectMany(row => row.Serving.Select(serving => (row, serving))).ToList();
        foreach (var (row, serving) in points)
        {
            var x = Math.Log10(Math.Max(serving.LongLatency, 1e-3));
            var marker = plot.Add.Marker(x, row.Accuracy, serving.Precision == "int8" ? MarkerShape.OpenCircle : MarkerShape.FilledCircle, 12);
            marker.Color = Colors.SteelBlue;
            var label = plot.Add.Text($" {row.Name} {serving.Precision}", x, row.Accuracy);
            label.LabelFontSize = 12;
            label.LabelAlignment = serving.Precision == "int8" ? Alignment.UpperLeft : Alignment.LowerLeft;
        }

        var (least, most) = (points.Min(point => Math.Log10(Math.Max(point.serving.LongLatency, 1e-3))), points.Max(point => Math.Log10(Math.Max(point.serving.LongLatency, 1e-3))));
        int[] powers = [.. Enumerable.Range((int)Math.Floor(least), (int)Math.Ceiling(most) - (int)Math.Floor(least) + 1)];
        plot.Axes.Bottom.SetTicks([.. powers.Select(power => (double)power)], [.. powers.Select(power => Math.Pow(10, power).ToString("G3", CultureInfo.InvariantCulture))]);
        plot.Axes.SetLimitsX(powers[0] - 0.1, powers[^1] + 0.6);
        plot.XLabel("milliseconds for an article, one thread");
        plot.YLabel("accuracy on held-out articles");
        plot.Title("Accuracy against latency");
        return plot.GetImageBytes(860, 520, ImageFormat.Png);
    }

    private static string[] Line(ComparisonRow row, ServingFigures? serving) =>
    [
        row.Name, serving?.Precision ?? "",
        Figure(row.Accuracy, "F4"), Figure(row.WeightedF1, "F4"), Figure(row.RocAuc, "F4"), row.Parameters?.ToString(CultureInfo.InvariantCulture) ?? "",
        Figure(serving?.Bytes / 1e6, "F1"), Figure(row.TrainingSeconds, "F0"), Figure(row.TrainingRate, "F1"), Figure(row.TrainingMegabytes, "F0"),
        Figure(serving?.ShortLatency, "F2"), Figure(serving?.LongLatency, "F2"), Figure(serving?.ShortRate, "F1"), Figure(serving?.LongRate, "F1"), Figure(serving?.PeakMegabytes, "F0"),
    ];

    private static string Figure(double? value, string format) => value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "";
}
