using System.Collections.Immutable;
using FakeNews.Grains.Cascade;

namespace FakeNews.Grains.Trial;

/// <summary>What one silo, or all of them, counted of the models that have a part.</summary>
/// <param name="Figures">One entry for each model.</param>
/// <param name="Flips">The flip report, where there is a shadow.</param>
[GenerateSerializer, Immutable]
public sealed record TrialReport([property: Id(0)] ImmutableArray<ArmFigures> Figures, [property: Id(1)] FlipReport? Flips)
{
    /// <summary>What reading in two steps did, one entry for each loaded model that does.</summary>
    [Id(2)]
    public ImmutableArray<CascadeFigures> Cascades { get; init; } = [];

    /// <summary>Nothing counted.</summary>
    public static TrialReport Empty { get; } = new([], null);

    /// <summary>The figures of a model.</summary>
    public ArmFigures Of(string sha256) => ArmFigures.Sum(sha256, Figures);

    /// <summary>The reports of several silos as one.</summary>
    public static TrialReport Merge(IReadOnlyCollection<TrialReport> reports) => new(
        [.. reports.SelectMany(report => report.Figures).Select(figures => figures.Sha256).Distinct().Select(sha256 => ArmFigures.Sum(sha256, reports.SelectMany(report => report.Figures)))],
        FlipReport.Merge(reports.Select(report => report.Flips).OfType<FlipReport>()))
    {
        Cascades = CascadeFigures.Merge(reports.SelectMany(report => report.Cascades)),
    };
}
