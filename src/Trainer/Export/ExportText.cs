using System.Globalization;

namespace FakeNews.Trainer.Export;

/// <summary>Says in a line how a graph turned out.</summary>
internal static class ExportText
{
    /// <param name="graph">The graph.</param>
    /// <param name="compared">What it was compared on.</param>
    public static string Line(ExportedGraph graph, string compared)
    {
        var agreement = graph.Agreement;
        FormattableString line = $"{graph.Kind.Name}: {graph.Model.Length / 1e6:F1} MB; on {agreement.Rows} {compared}: largest difference of a logit {agreement.LargestDifference:G2}, labels flipped {agreement.LabelFlips:P2}, probability p99 {agreement.ProbabilityDifferenceP99:F4}";
        FormattableString speed = $"; {graph.ArticlesPerSecond:F1} articles/s on one thread";
        return line.ToString(CultureInfo.InvariantCulture) + (graph.ArticlesPerSecond is null ? "" : speed.ToString(CultureInfo.InvariantCulture));
    }
}
