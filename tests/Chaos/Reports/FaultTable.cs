using System.Globalization;
using FakeNews.Chaos.Faults;

namespace FakeNews.Chaos.Reports;

/// <summary>Counts and recovery times for each fault.</summary>
public static class FaultTable
{
    /// <summary>Writes the table.</summary>
    public static string Write(IReadOnlyList<FaultOutcome> outcomes) => Table.Write(
        ["fault", "alone", "mixed", "recovery p50", "worst alone", "worst mixed", "never"],
        outcomes.GroupBy(outcome => outcome.Fault).OrderBy(group => group.Key, StringComparer.Ordinal).Select(Row));

    private static string[] Row(IGrouping<string, FaultOutcome> group)
    {
        TimeSpan[] times = [.. group.Where(outcome => outcome.Recovery is not null).Select(outcome => outcome.Recovery!.Value).Order()];
        return
        [
            group.Key,
            Count(group, outcome => !outcome.Mixed),
            Count(group, outcome => outcome.Mixed),
            times.Length == 0 ? "-" : Seconds(times[(times.Length - 1) / 2]),
            Worst(group, mixed: false),
            Worst(group, mixed: true),
            Count(group, outcome => outcome.Recovery is null),
        ];
    }

    private static string Count(IEnumerable<FaultOutcome> outcomes, Func<FaultOutcome, bool> which) => outcomes.Count(which).ToString(CultureInfo.InvariantCulture);

    private static string Worst(IEnumerable<FaultOutcome> outcomes, bool mixed) =>
        outcomes.Where(outcome => outcome.Mixed == mixed).Max(outcome => outcome.Recovery) is { } worst ? Seconds(worst) : "-";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s");
}
