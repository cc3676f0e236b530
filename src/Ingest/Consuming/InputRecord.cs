using System.Text;
using System.Text.Unicode;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Ingest.Parsing;

namespace FakeNews.Ingest.Consuming;

/// <summary>One record of the articles' topic as it came, kept until its result is delivered: a dead letter needs all of it.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset.</param>
/// <param name="Timestamp">The record's own timestamp.</param>
/// <param name="Key">The key's bytes.</param>
/// <param name="Value">The value's bytes; null for a tombstone.</param>
/// <param name="Headers">The headers in their order.</param>
public sealed record InputRecord(string Topic, int Partition, long Offset, DateTimeOffset Timestamp, byte[]? Key, byte[]? Value, Headers Headers)
{
    /// <summary>Bytes it counts for in the window: key, value and a share for the rest.</summary>
    public int Bytes => (Key?.Length ?? 0) + (Value?.Length ?? 0) + 256;

    /// <summary>Its place.</summary>
    public InputPosition Position => new(Topic, Partition, Offset, Timestamp);

    /// <summary>The id of its article where that brings none: its place; of a replayed record the place where it was first.</summary>
    public string FallbackId =>
        Headers.TryGetLastBytes(DeadLetterHeaders.OriginalId, out var bytes) && bytes is { Length: > 0 and <= ArticleLimits.Id } && Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : ArticleIds.FromPosition(Topic, Partition, Offset);

    /// <summary>Takes a record over from the client library.</summary>
    public static InputRecord From(ConsumeResult<byte[]?, byte[]?> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var message = result.Message;
        return new(
            result.Topic,
            result.Partition.Value,
            result.Offset.Value,
            DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(0, message.Timestamp.UnixTimestampMs)),
            message.Key,
            message.Value,
            message.Headers ?? []);
    }

    /// <summary>Reads its article.</summary>
    public ParseOutcome Parse() => Value is null
        ? ParseOutcome.Rejected(RejectionReason.NullValue, "The record has no value.")
        : ArticleParser.Parse(Value, Envelope(), () => FallbackId);

    private ArticleEnvelope Envelope()
    {
        var envelope = default(ArticleEnvelope);
        for (var index = 0; index < Headers.Count; index++)
        {
            var header = Headers[index];
            if (header.Key.Length is 5 or 12 or 14)
            {
                envelope = envelope.With(header.Key, header.GetValueBytes() is { } bytes ? Encoding.UTF8.GetString(bytes) : null);
            }
        }

        return envelope;
    }
}
