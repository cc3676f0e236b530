using Confluent.Kafka;

namespace FakeNews.Ingest.Delivery;

/// <summary>A record to be written.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Key">The key's bytes.</param>
/// <param name="Value">The value's bytes.</param>
/// <param name="Headers">The headers; not changed any more.</param>
public sealed record OutgoingRecord(string Topic, byte[]? Key, byte[]? Value, Headers Headers)
{
    /// <summary>What to write where the broker finds the record too large; null where there is nothing to spare.</summary>
    public Func<OutgoingRecord>? Smaller { get; init; }
}
