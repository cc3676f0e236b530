namespace FakeNews.Trainer.Evaluation;

/// <summary>Precision and recall of one class when rows scored at the threshold or above are called so.</summary>
public sealed record PrecisionRecallPoint(double Precision, double Recall, double Threshold);
