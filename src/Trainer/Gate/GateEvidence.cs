namespace FakeNews.Trainer.Gate;

/// <summary>Everything the gate decides on.</summary>
/// <param name="HeldOut">The fixed held-out set.</param>
/// <param name="OutOfSource">Sets of other sources.</param>
/// <param name="HeldBack">Labelled articles that were held back from the retraining; null where there are none.</param>
/// <param name="Champion">Figures of the active model.</param>
/// <param name="Candidate">Figures of the candidate.</param>
public sealed record GateEvidence(PairedRows HeldOut, IReadOnlyList<PairedRows> OutOfSource, PairedRows? HeldBack, ModelFigures Champion, ModelFigures Candidate);
