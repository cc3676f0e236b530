using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Gate;

/// <summary>What the gate measures of one model beside its scores.</summary>
/// <param name="Model">Which.</param>
/// <param name="Thresholds">Its package's.</param>
/// <param name="Statements">Plain true statements; null where none are at hand.</param>
/// <param name="Flips">Share of decisions that each counterfactual change flips, by the change's name.</param>
/// <param name="ArticlesPerSecond">On one thread of this machine, beside the other model.</param>
/// <param name="GraphBytes">Of the default graph.</param>
public sealed record ModelFigures(
    ModelIdentity Model,
    DecisionThresholds Thresholds,
    StatementTally? Statements,
    IReadOnlyDictionary<string, double> Flips,
    double ArticlesPerSecond,
    long GraphBytes);
