using Confluent.Kafka;

namespace FakeNews.Ingest.Settlement;

/// <summary>
/// Settles committed offsets that stay withheld longer than any open transaction lives. The search runs beside the consumer's thread, because other partitions go on;
/// what it finds is handed back to that thread to be committed. Single-threaded but for the search.
/// </summary>
internal sealed class OffsetSettlement(ForgottenTransaction forgotten, GroupOffsets committed, TimeSpan after)
{
    private IReadOnlyList<int> _partitions = [];
    private Task<Settlement>? _search;

    /// <summary>How many partitions a search is due for; 0 where none is, or one is under way.</summary>
    public int Due => _search is null ? committed.Withheld(after).Count : 0;

    /// <summary>Starts a search for the partitions that are due.</summary>
    public void Start(CancellationToken stop)
    {
        var partitions = _partitions = committed.Withheld(after);
        _search = Task.Run(() => forgotten.Settle(partitions, stop), CancellationToken.None);
    }

    /// <summary>Takes what a search found, if all it is about is withheld still; null while there is nothing.</summary>
    /// <exception cref="KafkaException">The search failed; another one will start.</exception>
    public Settlement? Take()
    {
        if (_search is not { IsCompleted: true } search)
        {
            return null;
        }

        _search = null;
        var found = search.GetAwaiter().GetResult();
        return _partitions.Except(committed.Withheld(TimeSpan.Zero)).Any() ? null : found;
    }

    /// <summary>The partitions have changed: what is being searched for is out of date.</summary>
    public void Drop() => _search = null;
}
