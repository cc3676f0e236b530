namespace FakeNews.Trainer.Evaluation;

/// <summary>One bar of a reliability diagram.</summary>
/// <param name="Count">Rows whose confidence falls into the bin.</param>
/// <param name="MeanConfidence">What the model claimed; null in an empty bin.</param>
/// <param name="FractionCorrect">What came true; null in an empty bin.</param>
public sealed record CalibrationBin(int Count, double? MeanConfidence, double? FractionCorrect);
