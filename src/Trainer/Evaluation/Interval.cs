namespace FakeNews.Trainer.Evaluation;

/// <summary>A figure with the range in which it would lie on other rows of the same kind.</summary>
/// <param name="Estimate">On the rows at hand.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">Share of resamples between the ends, e.g. 0.95.</param>
public sealed record Interval(double Estimate, double Low, double High, double Level);
