namespace FakeNews.Chaos.Auditing;

/// <summary>One partition of a topic of results.</summary>
/// <param name="Kind">The topic.</param>
/// <param name="Partition">The partition.</param>
public readonly record struct OutputPartition(ResultKind Kind, int Partition);
