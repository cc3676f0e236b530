using System.Globalization;
using System.Text;
using FakeNews.Chaos.Auditing;

namespace FakeNews.Chaos.Reports;

/// <summary>What the audit says of each law.</summary>
public static class LawTable
{
    /// <summary>Writes the table, and examples of what is broken.</summary>
    public static string Write(AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Inputs} articles accepted; visible: {report.Verdicts} verdicts, {report.DeadLetters} dead letters, {report.Flagged} flagged; {report.Models} versions of the model; {report.Again} judged again by order");
        text.AppendLine(CultureInfo.InvariantCulture, $"largest difference from classify: {report.LargestDeviation:G3}");
        text.AppendLine();
        text.Append(Table.Write(["law", "checked", "broken"], report.Findings.Select(finding => new[] { Name(finding.Law), Number(finding.Checked), finding.Checked == 0 ? "not checked" : Number(finding.Broken) })));
        foreach (var example in report.Findings.SelectMany(finding => finding.Examples.Select(example => $"{Name(finding.Law)}: {example}")))
        {
            text.AppendLine(example);
        }

        return text.ToString();
    }

    /// <summary>A law in words.</summary>
    public static string Name(Law law) => law switch
    {
        Law.Lost => "lost",
        Law.Doubled => "doubled",
        Law.NeverProduced => "never produced",
        Law.Stale => "stale",
        Law.OrderBroken => "order of a key broken",
        Law.CommittedAhead => "committed beyond a visible result",
        Law.LagLeft => "lag left",
        Law.WrongVerdict => "verdict other than classify's",
        Law.WrongFlagging => "flagged copy lost, doubled or without verdict",
        Law.WrongKind => "verdict for poison, dead letter for an article",
        Law.BrokerLost => "acknowledged by the broker and not there",
        _ => law.ToString(),
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
