using System.Collections.Immutable;

namespace FakeNews.Trainer.Retraining;

/// <summary>How far a retraining is.</summary>
/// <param name="Stage">What it does.</param>
/// <param name="Step">Updates done.</param>
/// <param name="Total">Updates in all; 0 before the first.</param>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Smoothed training loss.</param>
/// <param name="SecondsLeft">Of the training itself; null while it is not known.</param>
/// <param name="Curve">Training loss; at most 200 points.</param>
/// <param name="Validation">Validation loss at each epoch's end.</param>
public sealed record RetrainFigures(
    RetrainStage Stage, int Step, int Total, int Epoch, double? Loss, double? SecondsLeft, ImmutableArray<LossPoint> Curve, ImmutableArray<LossPoint> Validation);
