namespace FakeNews.Trainer.Training;

/// <summary>One epoch and its evaluation on the validation part.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainingLoss">Mean over its samples.</param>
/// <param name="ValidationLoss">Mean negative log-likelihood, nats.</param>
/// <param name="Accuracy">On validation.</param>
/// <param name="WeightedF1">On validation; picks the best epoch, of equals the one of the smaller validation loss.</param>
/// <param name="Best">Whether it is the best so far.</param>
public sealed record EpochReport(int Epoch, double TrainingLoss, double ValidationLoss, double Accuracy, double WeightedF1, bool Best)
{
    /// <summary>
    /// Whether this epoch is to be kept rather than an earlier one. A validation part of a thousand articles often counts the same mistakes twice running, while the loss
    /// still falls: then the later one is more certain of its articles.
    /// </summary>
    public bool IsBetterThan(EpochReport earlier) =>
        WeightedF1 > earlier.WeightedF1 || (WeightedF1 == earlier.WeightedF1 && ValidationLoss < earlier.ValidationLoss);
}
