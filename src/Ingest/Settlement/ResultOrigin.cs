using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.DeadLetters;

namespace FakeNews.Ingest.Settlement;

/// <summary>The place of the input that a result came from.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ResultOrigin(int Partition, long Offset)
{
    /// <summary>Reads it from a verdict's <c>input</c> or a dead letter's headers; null where the record is no result of this articles' topic.</summary>
    /// <param name="topic">The topic of results that the record is of.</param>
    /// <param name="value">Its value.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="verdict">The verdict, where it is one.</param>
    public static ResultOrigin? Of(string topic, byte[]? value, Headers headers, TopicNames topics, out Verdict? verdict)
    {
        verdict = topic == topics.DeadLetters ? null : ReadVerdict(value);
        var origin = verdict?.Input is { } input ? (input.Topic, input.Partition, input.Offset) : OfLetter(headers);
        return origin is { } found && found.Topic == topics.Articles ? new ResultOrigin(found.Partition, found.Offset) : null;
    }

    private static Verdict? ReadVerdict(byte[]? value)
    {
        try
        {
            return JsonSerializer.Deserialize(value, ContractJson.Default.Verdict);
        }
        catch (JsonException)
        {
            // Somebody else's record.
            return null;
        }
    }

    private static (string? Topic, int Partition, long Offset)? OfLetter(Headers headers) =>
        int.TryParse(Text(headers, DeadLetterHeaders.OriginalPartition), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
        && long.TryParse(Text(headers, DeadLetterHeaders.OriginalOffset), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? (Text(headers, DeadLetterHeaders.OriginalTopic), partition, offset)
            : null;

    private static string? Text(Headers headers, string name) => headers.TryGetLastBytes(name, out var bytes) && bytes is not null ? Encoding.UTF8.GetString(bytes) : null;
}
