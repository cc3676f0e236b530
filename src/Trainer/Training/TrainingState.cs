using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Training;

/// <summary>Where a training stands, apart from weights and optimiser.</summary>
/// <param name="Step">Updates done.</param>
/// <param name="LossSum">Sum of the losses of the running epoch's samples.</param>
/// <param name="Epochs">Finished epochs.</param>
/// <param name="Best">Weights of the best epoch; the first weights before the first.</param>
public sealed record TrainingState(int Step, double LossSum, IReadOnlyList<EpochReport> Epochs, IReadOnlyDictionary<string, WeightArray> Best);
