namespace FakeNews.Trainer.Served;

/// <summary>One judge over all sets.</summary>
/// <param name="Judge">What judged.</param>
/// <param name="RocAuc">For each column; null where it can't be computed.</param>
public sealed record CrossCorpusRow(string Judge, IReadOnlyList<double?> RocAuc);
