using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Evaluation;

namespace FakeNews.Trainer.Runs;

/// <summary>The evaluation of a finished network.</summary>
/// <param name="Calibration">Temperature, fitted on validation.</param>
/// <param name="Thresholds">Chosen on validation.</param>
/// <param name="Validation">ISOT's validation part.</param>
/// <param name="HeldOut">ISOT's held-out part.</param>
/// <param name="OutOfSource">Other sets, none of which it has seen.</param>
/// <param name="Statements">Plain true sentences, where they are at hand.</param>
public sealed record Judgement(
    TemperatureCalibration Calibration,
    DecisionThresholds Thresholds,
    JudgedSet Validation,
    JudgedSet HeldOut,
    IReadOnlyList<JudgedSet> OutOfSource,
    StatementTally? Statements);
