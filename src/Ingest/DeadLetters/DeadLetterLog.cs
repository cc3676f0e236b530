using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Reading;

namespace FakeNews.Ingest.DeadLetters;

/// <summary>
/// Reads the dead letters' topic, committed letters only. Letters are selected without their bytes and read again by their places, so that a topic of any size takes little memory.
/// </summary>
public sealed class DeadLetterLog(KafkaConnection connection, TopicReaders readers)
{
    private string Topic => connection.Options.Topics.DeadLetters;

    /// <summary>Selects letters.</summary>
    /// <exception cref="Confluent.Kafka.KafkaException">The broker can't be reached, or refuses.</exception>
    public Task<LetterSelection> SelectAsync(LetterFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Task.Run(
            () =>
            {
                var from = filter.Partition is { } partition ? new Dictionary<int, long> { [partition] = 0 } : null;
                return LetterSelection.Of(new TopicScan(connection, Topic).Read(from, cancellationToken).Select(DeadLetter.Read), filter);
            },
            cancellationToken);
    }

    /// <summary>One letter; null where there is none.</summary>
    /// <exception cref="Confluent.Kafka.KafkaException">The broker can't be reached, or refuses.</exception>
    public async Task<DeadLetter?> FetchAsync(LetterPlace place, CancellationToken cancellationToken) =>
        await readers.Of(Topic).FetchAsync(place.Partition, place.Offset, cancellationToken).ConfigureAwait(false) is { } record ? DeadLetter.Read(record) : null;

    /// <summary>Selected letters with their bytes, each once. Blocks the calling thread while it waits for the broker.</summary>
    /// <exception cref="Confluent.Kafka.KafkaException">The broker can't be reached, or refuses.</exception>
    public IEnumerable<DeadLetter> Read(LetterSelection selection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return new TopicScan(connection, Topic).ReadPlaces(selection.Entries.Select(static entry => (entry.Place.Partition, entry.Place.Offset)), cancellationToken).Select(DeadLetter.Read);
    }

    /// <summary>The letter with the whole value, for one that was cut: that of the record it came from. Null where Kafka has that no more.</summary>
    /// <exception cref="Confluent.Kafka.KafkaException">The broker can't be reached, or refuses.</exception>
    public async Task<DeadLetter?> WholeAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        if (letter.OriginalSize is null)
        {
            return letter;
        }

        if (letter.Origin is not { } origin || origin.Topic != connection.Options.Topics.Articles)
        {
            return null;
        }

        var record = await readers.Of(origin.Topic).FetchAsync(origin.Partition, origin.Offset, cancellationToken).ConfigureAwait(false);
        return record?.Value?.LongLength == letter.OriginalSize
            ? letter with { OriginalSize = null, Key = record.Key, Value = record.Value, OriginalHeaders = ReplayedLetter.Without(record.Headers).Original }
            : null;
    }
}
