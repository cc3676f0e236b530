namespace FakeNews.Trainer.Evaluation;

/// <summary>The share of rows that is decided when the least certain are left out, and the share of those decided wrongly.</summary>
/// <param name="Coverage">Above 0, up to 1.</param>
/// <param name="Error">Share of wrong labels among the rows covered.</param>
/// <param name="Confidence">The least confidence covered, 0.5 to 1.</param>
public sealed record CoveragePoint(double Coverage, double Error, double Confidence);
