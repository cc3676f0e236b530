using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Served;

namespace FakeNews.Trainer.Runs;

/// <summary>The evaluation of a finished network.</summary>
/// <param name="Calibration">Temperature, fitted on validation.</param>
/// <param name="Thresholds">Chosen on validation.</param>
/// <param name="Validation">The validation part.</param>
/// <param name="HeldOut">The held-out part.</param>
/// <param name="OutOfSource">Other sets, none of which it has seen.</param>
/// <param name="Statements">Plain true sentences, where they are at hand.</param>
/// <param name="Cascade">Reading in two steps, chosen on validation; null where none was asked for. All sets are judged by it.</param>
public sealed record Judgement(
    TemperatureCalibration Calibration,
    DecisionThresholds Thresholds,
    SetEvaluation Validation,
    SetEvaluation HeldOut,
    IReadOnlyList<SetEvaluation> OutOfSource,
    StatementTally? Statements,
    CascadeChoice? Cascade = null);
