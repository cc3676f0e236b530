namespace FakeNews.Trainer.Training;

/// <summary>One update.</summary>
/// <param name="Step">Number of this update, from 1.</param>
/// <param name="Total">Updates of the whole training.</param>
/// <param name="Epoch">Epoch, from 1.</param>
/// <param name="Loss">Mean loss of its samples.</param>
/// <param name="GradientNorm">Before clipping.</param>
/// <param name="LearningRate">The rate it used.</param>
/// <param name="Samples">Samples in it.</param>
/// <param name="Tokens">Tokens in it, without padding.</param>
public sealed record StepReport(int Step, int Total, int Epoch, double Loss, double GradientNorm, double LearningRate, int Samples, int Tokens);
