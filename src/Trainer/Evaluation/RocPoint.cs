namespace FakeNews.Trainer.Evaluation;

/// <summary>One corner of the receiver operating characteristic of label 1.</summary>
/// <param name="FalsePositiveRate">Share of label 0 scored at the threshold or above.</param>
/// <param name="TruePositiveRate">Share of label 1 scored at the threshold or above.</param>
/// <param name="Threshold">A score that occurs; infinity at the first corner.</param>
public sealed record RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold);
