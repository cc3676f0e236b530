using System.Globalization;
using Confluent.Kafka;
using FakeNews.Ingest.Parsing;
using FakeNews.Ingest.Reading;

namespace FakeNews.Ingest.DeadLetters;

/// <summary>
/// A letter as it lies in the dead letters' topic. Everything in it may come from a stranger: a producer chooses key, value and headers of what fails. A record that
/// somebody else wrote there is a letter without a known reason.
/// </summary>
/// <param name="Place">Where it lies.</param>
/// <param name="FailedAt">When it failed; the record's own time where no header says it.</param>
/// <param name="Reason">One of <see cref="RejectionReason"/>; <see cref="UnknownReason"/> where no header says it.</param>
/// <param name="ExceptionType">Type of the exception; null where no header says it.</param>
/// <param name="ExceptionMessage">One sentence; null where no header says it.</param>
/// <param name="Origin">Where it came from; null where no header says it.</param>
/// <param name="ArticleId">The id that its article has where its text brings none: of its first place; null where no header says it.</param>
/// <param name="Attempts">How often it was tried, before replays included; 0 where no header says it.</param>
/// <param name="FirstLetter">The article's first letter; null where this is it.</param>
/// <param name="OriginalSize">The value's size before it was cut, in bytes; null where it is whole.</param>
/// <param name="Key">The original's key.</param>
/// <param name="Value">The original's value; its head where it was cut.</param>
/// <param name="OriginalHeaders">The original's own headers in their order, without those of this letter.</param>
public sealed record DeadLetter(
    LetterPlace Place,
    DateTimeOffset FailedAt,
    string Reason,
    string? ExceptionType,
    string? ExceptionMessage,
    LetterOrigin? Origin,
    string? ArticleId,
    int Attempts,
    LetterPlace? FirstLetter,
    long? OriginalSize,
    byte[]? Key,
    byte[]? Value,
    Headers OriginalHeaders)
{
    /// <summary>The reason of a record that is no letter of ours.</summary>
    public const string UnknownReason = "unknown";

    /// <summary>What all letters of one article have in common: its first letter.</summary>
    public LetterPlace Article => FirstLetter ?? Place;

    /// <summary>Reads a record of the dead letters' topic.</summary>
    public static DeadLetter Read(StoredRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);

        // The letter's own headers stand together after the original's, and the reason is the first of them, whatever names the original brought.
        var begin = record.Headers.Count - 1;
        while (begin >= 0 && record.Headers[begin].Key != DeadLetterHeaders.Reason)
        {
            begin--;
        }

        var own = begin < 0 ? record with { Headers = [] } : record with { Headers = Slice(record.Headers, begin, record.Headers.Count) };
        var (original, earlierId) = ReplayedLetter.Without(Slice(record.Headers, 0, begin < 0 ? record.Headers.Count : begin));
        var origin = OriginOf(own);
        return new DeadLetter(
            new LetterPlace(record.Partition, record.Offset),
            DateTimeOffset.TryParse(own.Header(DeadLetterHeaders.FailedAt), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : record.Timestamp,
            own.Header(DeadLetterHeaders.Reason) ?? UnknownReason,
            own.Header(DeadLetterHeaders.ExceptionType),
            own.Header(DeadLetterHeaders.ExceptionMessage),
            origin,
            earlierId ?? (origin is null ? null : ArticleIds.FromPosition(origin.Topic, origin.Partition, origin.Offset)),
            (int)(Number(own, DeadLetterHeaders.Attempts) is { } attempts and <= int.MaxValue ? attempts : 0),
            LetterPlace.TryParse(own.Header(DeadLetterHeaders.FirstLetter), out var first) ? first : null,
            Number(own, DeadLetterHeaders.OriginalSize),
            record.Key,
            record.Value,
            original);
    }

    private static LetterOrigin? OriginOf(StoredRecord own) =>
        own.Header(DeadLetterHeaders.OriginalTopic) is { } topic
            && Number(own, DeadLetterHeaders.OriginalPartition) is { } partition and <= int.MaxValue
            && Number(own, DeadLetterHeaders.OriginalOffset) is { } offset
            ? new LetterOrigin(topic, (int)partition, offset)
            : null;

    private static long? Number(StoredRecord own, string header) =>
        long.TryParse(own.Header(header), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal static Headers Slice(Headers headers, int begin, int end)
    {
        var slice = new Headers();
        for (var index = begin; index < end; index++)
        {
            slice.Add(headers[index].Key, headers[index].GetValueBytes());
        }

        return slice;
    }
}
