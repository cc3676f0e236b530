using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Reading;

namespace FakeNews.Silo.Feed;

/// <summary>One flagged article, written once for every client: <c>{"position":"0:12","verdict":{…}}</c>.</summary>
internal sealed class FeedEntry
{
    private FeedEntry(StoredRecord record, Verdict verdict, byte[] json) =>
        (Place, Partition, Offset, Timestamp, Verdict, Json) = (record.Place, record.Partition, record.Offset, record.Timestamp, verdict, json);

    /// <summary>Its place in the flagged topic, <c>partition:offset</c>.</summary>
    public string Place { get; }

    /// <summary>Its partition of the flagged topic.</summary>
    public int Partition { get; }

    /// <summary>Its offset.</summary>
    public long Offset { get; }

    /// <summary>The record's timestamp; orders pages.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>What it says.</summary>
    public Verdict Verdict { get; }

    /// <summary>UTF-8 JSON on a single line.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Reads a record; false where it is no verdict (anybody may write to a topic).</summary>
    public static bool TryRead(StoredRecord record, [NotNullWhen(true)] out FeedEntry? entry)
    {
        entry = null;
        try
        {
            if (JsonSerializer.Deserialize(record.Value ?? [], ContractJson.Default.Verdict) is not { ArticleId: not null, Model: not null, Thresholds: not null } verdict)
            {
                return false;
            }

            entry = new FeedEntry(record, verdict, Write(record, verdict));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] Write(StoredRecord record, Verdict verdict)
    {
        using var buffer = new MemoryStream(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("position", record.Place);
            writer.WritePropertyName("verdict");
            JsonSerializer.Serialize(writer, verdict, ContractJson.Default.Verdict);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
