using FakeNews.Trainer.Evaluation;

namespace FakeNews.Trainer.Gate;

/// <summary>One set of articles as both models score it, row by row.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Champion">The active model's scores.</param>
/// <param name="Candidate">The candidate's, of the same rows.</param>
public sealed record PairedRows(string Name, ScoredLabels Champion, ScoredLabels Candidate);
