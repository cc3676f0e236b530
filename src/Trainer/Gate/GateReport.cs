using System.Collections.Immutable;
using FakeNews.Grains.Contracts;

namespace FakeNews.Trainer.Gate;

/// <summary>Whether a candidate may be proposed, and why.</summary>
/// <param name="Champion">The active model.</param>
/// <param name="Candidate">The candidate.</param>
/// <param name="Findings">Of every rule, in their order.</param>
public sealed record GateReport(ModelIdentity Champion, ModelIdentity Candidate, ImmutableArray<GateFinding> Findings)
{
    /// <summary>True where every rule lets it through.</summary>
    public bool Passed => Findings.All(static finding => finding.Passed);

    /// <summary>The outcome in a sentence.</summary>
    public string Summary => Passed
        ? $"{Name(Candidate)} may take the place of {Name(Champion)}: all {Findings.Length} rules let it through."
        : $"{Name(Candidate)} is not proposed: {string.Join(" ", Findings.Where(static finding => !finding.Passed).Select(static finding => finding.Words))}";

    private static string Name(ModelIdentity model) => $"{model.Name} {model.Version}";
}
