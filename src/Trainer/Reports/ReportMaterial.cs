using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Leaks;
using FakeNews.Trainer.Served;

namespace FakeNews.Trainer.Reports;

/// <summary>What a report is made of.</summary>
/// <param name="Evaluation">All figures.</param>
/// <param name="Leaks">What probes reach on the set; null where they were not run.</param>
/// <param name="Training">How training went; null where there is no run.</param>
/// <param name="RunOptions">The run's options as JSON; null where there is no run.</param>
/// <param name="WithTexts">Whether third parties' titles and words may be shown.</param>
public sealed record ReportMaterial(ServedEvaluation Evaluation, LeakReport? Leaks, MetricsTable? Training, string? RunOptions, bool WithTexts)
{
    private const int Seed = 42;

    /// <summary>How it was judged, where not through the package as it is served.</summary>
    public string? How { get; init; }

    /// <summary>The calibration, where it was just made.</summary>
    public TemperatureCalibration? Calibration { get; init; }

    /// <summary>The thresholds, where they were just chosen.</summary>
    public DecisionThresholds? Thresholds { get; init; }

    /// <summary>The cascade, where it was just chosen.</summary>
    public CascadeChoice? Cascade { get; init; }

    /// <summary>Reads the run folder and runs the probes where asked.</summary>
    /// <param name="evaluation">All figures.</param>
    /// <param name="options">Names the files.</param>
    /// <param name="run">Run folder of <c>train</c>, or null.</param>
    /// <param name="leaks">Whether to run the probes.</param>
    /// <param name="withTexts">Whether third parties' texts may be shown.</param>
    public static ReportMaterial Gather(ServedEvaluation evaluation, EvaluationOptions options, string? run, bool leaks, bool withTexts)
    {
        ArgumentNullException.ThrowIfNull(options);
        LeakReport? probes = null;
        if (leaks)
        {
            var articles = ArticleJoin.ById(options.Files.SelectMany(file => ArticleFile.Read(file, static _ => { })));
            var split = DataSplit.GroupedByTitle(articles, Seed);
            probes = LeakReport.Measure(split.Training, [.. split.Validation, .. split.HeldOut]);
        }

        var written = run is null ? null : Path.Combine(run, "options.json");
        return new ReportMaterial(
            evaluation,
            probes,
            run is null ? null : MetricsTable.Read(Path.Combine(run, "metrics.csv")),
            written is not null && File.Exists(written) ? File.ReadAllText(written) : null,
            withTexts);
    }
}
