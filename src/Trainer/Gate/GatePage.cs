using System.Globalization;
using FakeNews.Trainer.Reports.Documents;

namespace FakeNews.Trainer.Gate;

/// <summary>A gate's report as a page that a person reads.</summary>
public static class GatePage
{
    /// <summary>One self-contained HTML page.</summary>
    public static string Render(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var title = report.Passed ? "The gate lets the candidate through" : "The gate keeps the candidate out";
        return HtmlRendering.Render(
            title,
            [
                new ReportBlock.Heading(1, title),
                new ReportBlock.Paragraph(report.Summary),
                new ReportBlock.Paragraph($"Candidate {report.Candidate.Name} {report.Candidate.Version} ({report.Candidate.Sha256}), champion {report.Champion.Name} {report.Champion.Version} ({report.Champion.Sha256})."),
                new ReportBlock.Heading(2, "Rules"),
                new ReportBlock.Table(
                    ["Rule", "Result", "Champion", "Candidate", "Limit"],
                    [.. report.Findings.Select(finding => (IReadOnlyList<string>)[finding.Rule, finding.Passed ? "passed" : "failed", Figure(finding.Champion), Figure(finding.Candidate), Figure(finding.Limit)])]),
                new ReportBlock.Heading(2, "In words"),
                .. report.Findings.Select(finding => new ReportBlock.Paragraph($"{finding.Rule} ({(finding.Passed ? "passed" : "failed")}): {finding.Words}")),
            ]);
    }

    private static string Figure(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
