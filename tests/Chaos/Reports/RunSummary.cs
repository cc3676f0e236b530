using System.Globalization;
using System.Text;
using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Faults;
using FakeNews.Chaos.Progress;
using FakeNews.Chaos.Runs;

namespace FakeNews.Chaos.Reports;

/// <summary>What a run leaves to be read: faults, laws, times. Also kept as <c>summary.txt</c> in its folder.</summary>
public sealed class RunSummary(RunOptions options, RunResult result, FaultScene scene, ProgressMonitor progress, Visibility visibility, TimeSpan took)
{
    /// <summary>Writes it.</summary>
    public string Write()
    {
        var report = result.Report;
        TimeSpan?[] recoveries = [.. result.Faults.Where(fault => fault.Fault != "nothing").Select(fault => fault.Recovery)];
        var text = new StringBuilder();
        text.AppendLine();
        text.AppendLine(FaultTable.Write(result.Faults));
        text.AppendLine(LawTable.Write(report));
        Line($"{options.Silos} silos, {options.Brokers} broker nodes, {options.Length.TotalMinutes:G4} minutes of faults, {took.TotalMinutes:F1} minutes from the first article to rest; {options.Rate:G6} articles/s wanted, {report.Inputs / took.TotalSeconds:F1}/s accepted, judged and visible");
        Line($"{report.Inputs} articles: {report[Law.Lost].Broken} lost, {report[Law.Doubled].Broken} doubled, {report[Law.Stale].Broken} stale; {report.Verdicts} verdicts of {report.Models} model versions ({scene.Swaps} swaps)");
        Line($"{recoveries.Length} faults, recovery p50 {Seconds(Middle(recoveries))}, worst {Seconds(recoveries.Max())}, never {recoveries.Count(time => time is null)}");
        Line($"longest time without a commit while there was lag: {progress.LongestStall.TotalSeconds:F1} s; {report[Law.CommittedAhead].Checked} articles checked in {progress.Samples().Count} looks at the group; {scene.Articles.Ledger.Unclear} sends without the broker's word");
        Line($"{scene.Restarts} restarts of a broker that had read its group's history twice at once");
        text.AppendLine("from a verdict to a read_committed reader's eyes");
        text.AppendLine("  while nothing happened: " + visibility.Quiet.Describe());
        text.AppendLine("  in the whole run: " + visibility.All.Describe());
        foreach (var complaint in result.Complaints)
        {
            text.AppendLine("not as it should: " + complaint);
        }

        Line($"seed {options.Seed}: {(report.Holds ? "every law holds" : "A LAW IS BROKEN")}, {result.Complaints.Count} complaints");
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(FormattableString.Invariant(line));
    }

    private static TimeSpan? Middle(IEnumerable<TimeSpan?> times)
    {
        TimeSpan[] sorted = [.. times.OfType<TimeSpan>().Order()];
        return sorted.Length == 0 ? null : sorted[(sorted.Length - 1) / 2];
    }

    private static string Seconds(TimeSpan? time) => time is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalSeconds:F1} s") : "-";
}
