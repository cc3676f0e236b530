using System.Text;
using Confluent.Kafka;

namespace FakeNews.Ingest.Reading;

/// <summary>A record as it lies in a topic.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset.</param>
/// <param name="Timestamp">The record's own timestamp.</param>
/// <param name="Key">The key's bytes.</param>
/// <param name="Value">The value's bytes.</param>
/// <param name="Headers">The headers in their order.</param>
public sealed record StoredRecord(int Partition, long Offset, DateTimeOffset Timestamp, byte[]? Key, byte[]? Value, Headers Headers)
{
    /// <summary>Its place as <c>partition:offset</c>, an event's id in the feed.</summary>
    public string Place => $"{Partition}:{Offset}";

    /// <summary>The last header of a name as text; null where there is none.</summary>
    public string? Header(string name) => Headers.TryGetLastBytes(name, out var bytes) && bytes is not null ? Encoding.UTF8.GetString(bytes) : null;

    internal static StoredRecord From(ConsumeResult<byte[]?, byte[]?> result) => new(
        result.Partition.Value,
        result.Offset.Value,
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(0, result.Message.Timestamp.UnixTimestampMs)),
        result.Message.Key,
        result.Message.Value,
        result.Message.Headers ?? []);
}
