using FakeNews.Trainer.Data;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Served;

namespace FakeNews.Trainer.Comparisons;

/// <summary>The study's table, and what it left out.</summary>
/// <param name="Rows">Baselines first.</param>
/// <param name="Data">What all learned from.</param>
/// <param name="BadRows">Rows that held no labelled article.</param>
/// <param name="Command">The exact command.</param>
/// <param name="Machine">What it ran on.</param>
/// <param name="Duration">Of everything.</param>
public sealed record Comparison(IReadOnlyList<ComparisonRow> Rows, RunData Data, int BadRows, string Command, string Machine, TimeSpan Duration)
{
    /// <summary>Trains and measures everything.</summary>
    /// <param name="options">What takes part.</param>
    /// <param name="console">Where a person follows it.</param>
    /// <param name="cancellation">Stops.</param>
    public static Comparison Run(ComparisonOptions options, RunConsole console, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(console);
        var start = console.Time.GetTimestamp();
        var badRows = new BadRows(options.Recipe.StopAtBadRow, console.Say);
        var data = RunData.Read(new ArticleSets(options.Recipe.DataFolder, badRows.Report), options.Recipe);
        List<ComparisonRow> rows = [.. new BaselineRows(options, data, console).Run()];
        foreach (var network in options.Networks)
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(new NetworkRow(options, data, console).Run(network, cancellation));
        }

        return new Comparison(rows, data, badRows.Count, options.Recipe.Command ?? "", EvaluationRun.MachineName, console.Time.GetElapsedTime(start));
    }
}
