using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Leaks;
using FakeNews.Trainer.Reports;
using FakeNews.Trainer.Served;
using FakeNews.Trainer.Variety;

namespace FakeNews.Trainer.Runs;

/// <summary>
/// A run's report in two editions: in the package without third parties' texts and without anything that a second run of the same would change, and in the
/// run's folder with misclassified titles, command, machine and duration.
/// </summary>
/// <param name="options">The run's.</param>
/// <param name="data">What it learned from.</param>
/// <param name="judgement">What came out.</param>
/// <param name="agreement">Of the graph with the network that was judged.</param>
/// <param name="badRows">Rows that held no labelled article.</param>
/// <param name="metricsPath">The run's metrics.csv.</param>
/// <param name="leftOut">The recipe on sources it never saw; null where it was not tried.</param>
public sealed class RunReport(RunOptions options, RunData data, Judgement judgement, GraphAgreement agreement, int badRows, string metricsPath, LeaveOneOutTable? leftOut = null)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LeakReport? _leaks = options.Leaks ? LeakReport.Measure(data.Split.Training, data.Split.HeldOut) : null;
    private readonly MetricsTable _metrics = MetricsTable.Read(metricsPath);

    /// <summary>The package's README.md and report/, by their paths in it.</summary>
    public IReadOnlyDictionary<string, byte[]> OfPackage()
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["README.md"] = Encoding.UTF8.GetBytes(new PackageReadme(options, judgement, leftOut).Text),
            ["report/held-out.txt"] = Encoding.UTF8.GetBytes(string.Concat(data.Split.HeldOut.Select(article => article.Id).Order(StringComparer.Ordinal).Select(id => id + "\n"))),
        };
        foreach (var (name, bytes) in Report(new ModelIdentity(options.Name, options.Version, ""), Manifest(), "", TimeSpan.Zero, withTexts: false).Files())
        {
            files.Add("report/" + name, bytes);
        }

        return files;
    }

    /// <summary>Writes the edition for the run's folder.</summary>
    public void Write(string folder, ModelPackage package, TimeSpan duration) =>
        Report(package.Identity, package.Manifest, options.Command ?? "", duration, withTexts: true).Write(folder);

    private EvaluationReport Report(ModelIdentity identity, ModelManifest manifest, string command, TimeSpan duration, bool withTexts)
    {
        var evaluation = new ServedEvaluation(
            identity, manifest, "fp32", command, withTexts ? EvaluationRun.MachineName : "", duration, badRows, judgement.HeldOut, judgement.OutOfSource, null, [], []);
        FormattableString how = $"Judged by the network whose graph is in the package, with its text recipe, masks, calibration and thresholds; graph and network differ by at most {agreement.LargestDifference:G2} in a logit on {agreement.Rows} held-out articles. Labels: 0 fake, 1 real.";
        return new EvaluationReport(new ReportMaterial(evaluation, _leaks, _metrics, Recipe(), withTexts)
        {
            How = how.ToString(CultureInfo.InvariantCulture),
            Calibration = judgement.Calibration,
            Thresholds = judgement.Thresholds,
            Cascade = judgement.Cascade,
        });
    }

    /// <summary>Everything that decides the weights, without folders.</summary>
    private string Recipe() => JsonSerializer.Serialize(
        new
        {
            options.Preset,
            From = NameOf(options.From),
            EmbeddingsFrom = NameOf(options.EmbeddingsFrom),
            Start = NameOf(options.Start),
            options.Variety,
            options.Network,
            options.Training,
            options.Augmentation,
            options.Masks,
            Split = data.Fingerprint.Split,
            Repetitions = options.Repetitions.ToString(),
            options.ValidationTokens,
            options.CascadeTokens,
            options.FlipBudget,
            options.Limit,
        },
        Readable);

    /// <summary>What the report says of the package that it becomes a part of.</summary>
    private ModelManifest Manifest() => new()
    {
        Format = ModelManifest.CurrentFormat,
        Name = options.Name,
        Version = options.Version,
        Labels = ["fake", "real"],
        Language = "en",
        Text = new TextRecipe(" ", options.Masks),
        MaximumTokens = options.Training.MaximumTokens,
        Thresholds = judgement.Thresholds,
        Temperature = judgement.Calibration.Temperature,
        Data = data.Fingerprint,
        Cascade = judgement.Cascade?.Recipe,
        Metrics = ImmutableSortedDictionary<string, double>.Empty,
        Graphs = [],
        Files = ImmutableSortedDictionary<string, string>.Empty,
    };

    private static string? NameOf(string? folder) => folder is null ? null : Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
}
