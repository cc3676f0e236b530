namespace FakeNews.Trainer.Training;

/// <summary>One epoch and its evaluation on the validation part.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainingLoss">Mean over its samples.</param>
/// <param name="ValidationLoss">Mean negative log-likelihood, nats.</param>
/// <param name="Accuracy">On validation.</param>
/// <param name="WeightedF1">On validation; picks the best epoch.</param>
/// <param name="Best">Whether it is the best so far.</param>
public sealed record EpochReport(int Epoch, double TrainingLoss, double ValidationLoss, double Accuracy, double WeightedF1, bool Best);
