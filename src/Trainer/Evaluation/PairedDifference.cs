namespace FakeNews.Trainer.Evaluation;

/// <summary>Two models on the same rows.</summary>
/// <param name="First">The first model's figure.</param>
/// <param name="Second">The second model's.</param>
/// <param name="Difference">Second minus first; if the interval holds 0 the rows don't tell them apart.</param>
/// <param name="ShareSecondIsHigher">Share of resamples on which the second is higher, ties counted half.</param>
public sealed record PairedDifference(double First, double Second, Interval Difference, double ShareSecondIsHigher);
