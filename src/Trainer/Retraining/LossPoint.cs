namespace FakeNews.Trainer.Retraining;

/// <summary>A point of the loss curve.</summary>
/// <param name="Step">Update.</param>
/// <param name="Loss">Smoothed training loss; for an epoch's end the validation loss.</param>
public sealed record LossPoint(int Step, double Loss);
