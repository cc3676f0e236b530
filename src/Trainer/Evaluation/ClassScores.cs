namespace FakeNews.Trainer.Evaluation;

/// <summary>How well one class is found. What can't be computed (0 / 0) is 0, as scikit-learn's <c>zero_division=0</c>.</summary>
/// <param name="Precision">Share of the rows called so that are so.</param>
/// <param name="Recall">Share of the rows that are so which are called so.</param>
/// <param name="F1">Harmonic mean of the two.</param>
/// <param name="Support">Rows that are so.</param>
public sealed record ClassScores(double Precision, double Recall, double F1, long Support);
