using System.Runtime.InteropServices;

namespace FakeNews.Ingest.Offsets;

/// <summary>
/// The partitions this member owns, each with its tracker and the epoch of its assignment. A partition that is taken away and comes back has a new epoch:
/// results that were under way for the old one are refused, because its records are read again. Pure and single-threaded.
/// </summary>
/// <typeparam name="TResult">What a finished record yields.</typeparam>
public sealed class Assignment<TResult>
{
    private readonly SortedDictionary<int, Owned> _owned = [];
    private long _epoch;

    /// <summary>Owned partitions, ascending.</summary>
    public IReadOnlyCollection<int> Partitions => _owned.Keys;

    /// <summary>Records of all partitions admitted and not finished.</summary>
    public int Unfinished => _owned.Values.Sum(owned => owned.Tracker.Unfinished);

    /// <summary>True where some partition has results to deliver.</summary>
    public bool HasFinishedPrefix
    {
        get
        {
            foreach (var owned in _owned.Values)
            {
                if (owned.Tracker.HasFinishedPrefix)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Takes a partition on under a new epoch.</summary>
    /// <exception cref="InvalidOperationException">It is owned already.</exception>
    public long Assign(int partition)
    {
        if (!_owned.TryAdd(partition, new Owned(++_epoch, new PartitionTracker<TResult>())))
        {
            throw new InvalidOperationException($"Partition {partition} is assigned already.");
        }

        return _epoch;
    }

    /// <summary>Admits a record; null where its partition is not owned, which happens to records that were fetched before a revocation.</summary>
    /// <returns>The epoch that the record's result must carry.</returns>
    public long? Admit(int partition, long offset, int bytes)
    {
        if (!_owned.TryGetValue(partition, out var owned))
        {
            return null;
        }

        owned.Tracker.Admit(offset, bytes);
        return owned.Epoch;
    }

    /// <summary>Takes a result; false where it is of an old epoch, unknown, or a second one.</summary>
    public bool TryFinish(int partition, long epoch, long offset, TResult result) =>
        _owned.TryGetValue(partition, out var owned) && owned.Epoch == epoch && owned.Tracker.TryFinish(offset, result);

    /// <summary>The finished prefix of every partition.</summary>
    /// <param name="results">Receives the results, partition by partition, each in order.</param>
    public IReadOnlyDictionary<int, FinishedPrefix> Peek(ICollection<TResult> results)
    {
        var prefixes = new SortedDictionary<int, FinishedPrefix>();
        foreach (var (partition, owned) in _owned)
        {
            if (owned.Tracker.Peek(results) is { } prefix)
            {
                prefixes.Add(partition, prefix);
            }
        }

        return prefixes;
    }

    /// <summary>Forgets what was delivered.</summary>
    /// <returns>Records and bytes released.</returns>
    public (int Records, long Bytes) Release(IReadOnlyDictionary<int, FinishedPrefix> delivered)
    {
        ArgumentNullException.ThrowIfNull(delivered);
        var (records, bytes) = (0, 0L);
        foreach (var (partition, prefix) in delivered)
        {
            bytes += _owned[partition].Tracker.Release(prefix);
            records += prefix.Count;
        }

        return (records, bytes);
    }

    /// <summary>Gives a partition up.</summary>
    /// <returns>What was dropped; nothing where it was not owned.</returns>
    public DroppedRecords Revoke(int partition) => _owned.Remove(partition, out var owned) ? owned.Tracker.Abandon() : default;

    /// <summary>Unfinished records of some partitions.</summary>
    public int UnfinishedOf(ReadOnlySpan<int> partitions)
    {
        var unfinished = 0;
        foreach (var partition in partitions)
        {
            unfinished += InFlight(partition).Unfinished;
        }

        return unfinished;
    }

    /// <summary>Records admitted, and those of them unfinished.</summary>
    public (int Count, int Unfinished) InFlight(int partition) =>
        _owned.TryGetValue(partition, out var owned) ? (owned.Tracker.Count, owned.Tracker.Unfinished) : default;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Owned(long Epoch, PartitionTracker<TResult> Tracker);
}
