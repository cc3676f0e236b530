using Confluent.Kafka;

namespace FakeNews.Ingest.Settlement;

/// <summary>
/// Settles committed offsets that stay withheld longer than any open transaction lives. The search runs beside the consumer's thread, because other partitions go on;
/// what it finds is handed back to that thread to be committed. Single-threaded but for the search.
/// </summary>
internal sealed class OffsetSettlement(ForgottenTransaction forgotten, GroupOffsets committed, TimeSpan after)
{
    private Task<IReadOnlyList<TopicPartitionOffset>>? _search;

    /// <summary>Starts a search where one is due.</summary>
    /// <returns>How many partitions it is for; 0 where none started.</returns>
    public int StartWhereDue(CancellationToken stop)
    {
        if (_search is not null || committed.Withheld(after) is not { Count: > 0 } withheld)
        {
            return 0;
        }

        _search = Task.Run(() => forgotten.Settle(withheld, stop), CancellationToken.None);
        return withheld.Count;
    }

    /// <summary>Takes what a search found, as far as it is withheld still; null while there is nothing.</summary>
    /// <exception cref="KafkaException">The search failed; another one will start.</exception>
    public IReadOnlyList<TopicPartitionOffset>? Take()
    {
        if (_search is not { IsCompleted: true } search)
        {
            return null;
        }

        _search = null;
        var withheld = committed.Withheld(TimeSpan.Zero);
        return [.. search.GetAwaiter().GetResult().Where(place => withheld.Contains(place.Partition.Value))];
    }

    /// <summary>The partitions have changed: what is being searched for is out of date.</summary>
    public void Drop() => _search = null;
}
