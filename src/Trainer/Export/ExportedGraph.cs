namespace FakeNews.Trainer.Export;

/// <summary>A graph that was accepted.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Model">The file; the same weights give the same bytes.</param>
/// <param name="Agreement">With its network.</param>
/// <param name="ArticlesPerSecond">On one thread of this machine, one article at a time; null where it was not measured.</param>
public sealed record ExportedGraph(GraphKind Kind, byte[] Model, GraphAgreement Agreement, double? ArticlesPerSecond)
{
    /// <summary>Figures by name for a manifest: size, agreement, speed.</summary>
    public IEnumerable<KeyValuePair<string, double>> Figures()
    {
        yield return new($"graph.{Kind.Name}.bytes", Model.Length);
        yield return new($"graph.{Kind.Name}.rows", Agreement.Rows);
        yield return new($"graph.{Kind.Name}.largestLogitDifference", Significant(Agreement.LargestDifference));
        yield return new($"graph.{Kind.Name}.labelFlips", Significant(Agreement.LabelFlips));
        yield return new($"graph.{Kind.Name}.probabilityDifferenceP99", Significant(Agreement.ProbabilityDifferenceP99));
        if (ArticlesPerSecond is { } speed)
        {
            yield return new($"graph.{Kind.Name}.articlesPerSecond", Significant(speed));
        }
    }

    private static double Significant(double value) => double.Parse(value.ToString("G3", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
