namespace FakeNews.Trainer.Served;

/// <summary>Part of a set.</summary>
/// <param name="Name">What its articles have in common.</param>
/// <param name="Fake">Fake articles.</param>
/// <param name="Real">Real articles.</param>
/// <param name="Accuracy">Share called rightly.</param>
/// <param name="RocAuc">Null where a class is missing.</param>
public sealed record SetSlice(string Name, int Fake, int Real, double Accuracy, double? RocAuc);
