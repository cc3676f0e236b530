using System.Collections.Immutable;

namespace FakeNews.Grains.Trial;

/// <summary>What one silo, or all of them, counted of the models that have a part.</summary>
/// <param name="Figures">One entry for each model.</param>
/// <param name="Flips">The flip report, where there is a shadow.</param>
[GenerateSerializer, Immutable]
public sealed record TrialReport([property: Id(0)] ImmutableArray<ArmFigures> Figures, [property: Id(1)] FlipReport? Flips)
{
    /// <summary>Nothing counted.</summary>
    public static TrialReport Empty { get; } = new([], null);

    /// <summary>The figures of a model.</summary>
    public ArmFigures Of(string sha256) => ArmFigures.Sum(sha256, Figures);

    /// <summary>The reports of several silos as one.</summary>
    public static TrialReport Merge(IReadOnlyCollection<TrialReport> reports) => new(
        [.. reports.SelectMany(report => report.Figures).Select(figures => figures.Sha256).Distinct().Select(sha256 => ArmFigures.Sum(sha256, reports.SelectMany(report => report.Figures)))],
        FlipReport.Merge(reports.Select(report => report.Flips).OfType<FlipReport>()));
}
