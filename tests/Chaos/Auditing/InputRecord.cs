namespace FakeNews.Chaos.Auditing;

/// <summary>One record that Kafka accepted on the articles topic, read back.</summary>
/// <param name="Offset">Its offset.</param>
/// <param name="Key">Its key as text; empty without one.</param>
/// <param name="Id">The article's id; null where the record is not known to hold one.</param>
/// <param name="Kind">What it must become.</param>
/// <param name="Text">Number of its text in the pool of known texts; -1 for a text of unknown verdict.</param>
/// <param name="Timestamp">When the broker appended it.</param>
public sealed record InputRecord(long Offset, string Key, string? Id, InputKind Kind, int Text, DateTimeOffset Timestamp);
