namespace FakeNews.Trainer.Evaluation;

/// <summary>Precision, recall and F1 averaged over the classes. F1 is the average of the classes' F1.</summary>
public sealed record AverageScores(double Precision, double Recall, double F1);
