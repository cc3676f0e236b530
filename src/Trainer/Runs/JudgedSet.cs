using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Runs;

/// <summary>A set with what the served network says about it.</summary>
/// <param name="Name">E.g. <c>heldOut</c>, <c>horne2017</c>.</param>
/// <param name="Samples">What it read.</param>
/// <param name="Logits">[fake, real] of each.</param>
/// <param name="Metrics">Of the calibrated probabilities.</param>
public sealed record JudgedSet(string Name, IReadOnlyList<Sample> Samples, float[][] Logits, ClassificationMetrics Metrics)
{
    /// <summary>Calibrated probability of real of each row.</summary>
    public double[] ProbabilityOfReal(double temperature) => [.. Logits.Select(row => Predictor.ProbabilityOfReal(row, temperature))];
}
