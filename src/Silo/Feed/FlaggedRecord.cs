namespace FakeNews.Silo.Feed;

/// <summary>One record of the flagged topic as it lies in Kafka.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="Timestamp">The record's timestamp.</param>
/// <param name="Value">The verdict's JSON; untrusted, because anybody with access to the broker may have written it.</param>
internal readonly record struct FlaggedRecord(int Partition, long Offset, DateTimeOffset Timestamp, ReadOnlyMemory<byte> Value);
