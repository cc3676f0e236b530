namespace FakeNews.Ingest.Offsets;

/// <summary>The results of one partition that may be delivered now.</summary>
/// <param name="Count">How many leading records are finished; at least 1.</param>
/// <param name="NextOffset">What to commit with them: one past the last finished record.</param>
public readonly record struct FinishedPrefix(int Count, long NextOffset);
