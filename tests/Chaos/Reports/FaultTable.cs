using System.Globalization;
using FakeNews.Chaos.Faults;

namespace FakeNews.Chaos.Reports;

/// <summary>Counts and recovery times for each fault.</summary>
public static class FaultTable
{
    /// <summary>Writes the table.</summary>
    public static string Write(IReadOnlyList<FaultOutcome> outcomes) => Table.Write(
        ["fault", "alone", "mixed", "lasted p50", "recovery p50", "worst alone", "worst mixed", "after its end p50", "worst", "never"],
        outcomes.GroupBy(outcome => outcome.Fault).OrderBy(group => group.Key, StringComparer.Ordinal).Select(Row));

    private static string[] Row(IGrouping<string, FaultOutcome> group)
    {
        return
        [
            group.Key,
            Count(group, outcome => !outcome.Mixed),
            Count(group, outcome => outcome.Mixed),
            Median(group.Select(outcome => (TimeSpan?)outcome.Lasted)),
            Median(group.Select(outcome => outcome.Recovery)),
            Worst(group.Where(outcome => !outcome.Mixed).Select(outcome => outcome.Recovery)),
            Worst(group.Where(outcome => outcome.Mixed).Select(outcome => outcome.Recovery)),
            Median(group.Select(outcome => outcome.AfterEnd)),
            Worst(group.Select(outcome => outcome.AfterEnd)),
            Count(group, outcome => outcome.Recovery is null),
        ];
    }

    private static string Count(IEnumerable<FaultOutcome> outcomes, Func<FaultOutcome, bool> which) => outcomes.Count(which).ToString(CultureInfo.InvariantCulture);

    private static string Median(IEnumerable<TimeSpan?> times)
    {
        TimeSpan[] sorted = [.. times.OfType<TimeSpan>().Order()];
        return sorted.Length == 0 ? "-" : Seconds(sorted[(sorted.Length - 1) / 2]);
    }

    private static string Worst(IEnumerable<TimeSpan?> times) => times.Max() is { } worst ? Seconds(worst) : "-";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s");
}
