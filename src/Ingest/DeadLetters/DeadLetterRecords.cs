using System.Globalization;
using System.Text;
using Confluent.Kafka;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Consuming;
using FakeNews.Ingest.Delivery;
using FakeNews.Ingest.Parsing;

namespace FakeNews.Ingest.DeadLetters;

/// <summary>
/// Writes dead letters: the original's bytes, key and headers, and headers that say why. What a replay brought along (attempts before it, the first letter)
/// goes on into the next letter.
/// </summary>
public sealed class DeadLetterRecords(TopicNames topics, TimeProvider time)
{
    // Room for the original's place in a broker whose limit the original itself just met.
    private const int CutTo = 64 * 1024;

    /// <summary>A letter for bytes that are no article.</summary>
    public ArticleResult Write(InputRecord input, Rejection rejection)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        return Write(input, rejection.Reason, DeadLetterHeaders.RejectedType, rejection.Message, 1);
    }

    /// <summary>A letter for an article that could not be judged.</summary>
    public ArticleResult Write(InputRecord input, JudgementFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return Write(input, RejectionReason.JudgingFailed, failure.ExceptionType, failure.Message, failure.Attempts);
    }

    private ArticleResult Write(InputRecord input, string reason, string type, string message, int attempts)
    {
        ArgumentNullException.ThrowIfNull(input);
        var headers = new Headers();
        foreach (var header in input.Headers)
        {
            headers.Add(header.Key, header.GetValueBytes());
        }

        Add(headers, DeadLetterHeaders.Reason, reason);
        Add(headers, DeadLetterHeaders.ExceptionType, type);
        Add(headers, DeadLetterHeaders.ExceptionMessage, BrokerErrors.Printable(message));
        Add(headers, DeadLetterHeaders.OriginalTopic, input.Topic);
        Add(headers, DeadLetterHeaders.OriginalPartition, input.Partition.ToString(CultureInfo.InvariantCulture));
        Add(headers, DeadLetterHeaders.OriginalOffset, input.Offset.ToString(CultureInfo.InvariantCulture));
        Add(headers, DeadLetterHeaders.Attempts, (attempts + Before(input.Headers)).ToString(CultureInfo.InvariantCulture));
        Add(headers, DeadLetterHeaders.FailedAt, time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        if (FirstLetter(input.Headers) is { } first)
        {
            Add(headers, DeadLetterHeaders.FirstLetter, first.ToString());
        }

        Add(headers, ContractVersion.Header, ContractVersion.Current);
        var letter = new OutgoingRecord(topics.DeadLetters, input.Key, input.Value, headers);
        return new ArticleResult(letter with { Smaller = () => Cut(letter) }, null, null, reason);
    }

    /// <summary>A broker may refuse the letter of a record that it took, because the headers made it larger: then the head of the value must do.</summary>
    private static OutgoingRecord Cut(OutgoingRecord letter)
    {
        var headers = new Headers();
        foreach (var header in letter.Headers)
        {
            headers.Add(header.Key, header.GetValueBytes() is { Length: > 4096 } large ? large[..4096] : header.GetValueBytes());
        }

        var value = letter.Value ?? [];
        Add(headers, DeadLetterHeaders.OriginalSize, value.Length.ToString(CultureInfo.InvariantCulture));
        return new OutgoingRecord(letter.Topic, letter.Key is { Length: > 4096 } key ? key[..4096] : letter.Key, value[..Math.Min(value.Length, CutTo)], headers);
    }

    private static int Before(Headers headers) =>
        headers.TryGetLastBytes(DeadLetterHeaders.Attempts, out var bytes) && bytes is not null
            && int.TryParse(Encoding.UTF8.GetString(bytes), NumberStyles.None, CultureInfo.InvariantCulture, out var before) && before < 1_000_000
            ? before
            : 0;

    private static LetterPlace? FirstLetter(Headers headers) =>
        headers.TryGetLastBytes(DeadLetterHeaders.FirstLetter, out var bytes) && bytes is not null && LetterPlace.TryParse(Encoding.UTF8.GetString(bytes), out var place)
            ? place
            : null;

    private static void Add(Headers headers, string name, string value) => headers.Add(name, Encoding.UTF8.GetBytes(value));
}
