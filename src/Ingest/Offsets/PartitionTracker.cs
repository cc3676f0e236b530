namespace FakeNews.Ingest.Offsets;

/// <summary>
/// Records of one partition in the order of their delivery, from admission to commit. Invariant: what may be committed never passes an unfinished record, because
/// a commit past it would lose it when this process dies. Offsets may have gaps (compaction and transaction markers leave them), so only the order counts,
/// never offset + 1. Pure and single-threaded.
/// </summary>
/// <typeparam name="TResult">What a finished record yields.</typeparam>
public sealed class PartitionTracker<TResult>
{
    private Entry[] _ring = new Entry[64];
    private int _head;
    private int _finished;
    private long _last = -1;

    /// <summary>Records admitted and not released.</summary>
    public int Count { get; private set; }

    /// <summary>Records admitted and not finished.</summary>
    public int Unfinished => Count - _finished;

    /// <summary>Admits the next record.</summary>
    /// <param name="offset">Above every offset admitted before.</param>
    /// <param name="bytes">Its size.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset is not above the last one.</exception>
    public void Admit(long offset, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(offset, _last);
        _last = offset;
        if (Count == _ring.Length)
        {
            Grow();
        }

        At(Count) = new Entry { Offset = offset, Bytes = bytes };
        Count++;
    }

    /// <summary>Takes a record's result; false for a record that is not here or is finished already, so that no result counts twice.</summary>
    public bool TryFinish(long offset, TResult result)
    {
        var index = Find(offset);
        if (index < 0 || At(index).IsFinished)
        {
            return false;
        }

        ref var entry = ref At(index);
        (entry.Result, entry.IsFinished) = (result, true);
        _finished++;
        return true;
    }

    /// <summary>The finished records before the first unfinished one; null where there are none. Changes nothing.</summary>
    /// <param name="results">Receives their results, in order.</param>
    public FinishedPrefix? Peek(ICollection<TResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var count = 0;
        while (count < Count && At(count).IsFinished)
        {
            results.Add(At(count).Result);
            count++;
        }

        return count == 0 ? null : new FinishedPrefix(count, At(count - 1).Offset + 1);
    }

    /// <summary>True where <see cref="Peek"/> would find something.</summary>
    public bool HasFinishedPrefix => Count > 0 && At(0).IsFinished;

    /// <summary>Forgets delivered records.</summary>
    /// <param name="prefix">What <see cref="Peek"/> gave.</param>
    /// <returns>Their bytes.</returns>
    public long Release(FinishedPrefix prefix)
    {
        long bytes = 0;
        for (var released = 0; released < prefix.Count; released++)
        {
            ref var entry = ref At(0);
            if (Count == 0 || !entry.IsFinished)
            {
                throw new InvalidOperationException("Only finished records are released, and only once.");
            }

            bytes += entry.Bytes;
            entry = default;
            _head = (_head + 1) & (_ring.Length - 1);
            Count--;
            _finished--;
        }

        return bytes;
    }

    /// <summary>What is lost to this process when the partition goes; another member will read it again from the last commit.</summary>
    public DroppedRecords Abandon()
    {
        long bytes = 0;
        for (var index = 0; index < Count; index++)
        {
            bytes += At(index).IsFinished ? At(index).Bytes : 0;
        }

        var dropped = new DroppedRecords(_finished, bytes, Unfinished);
        (Count, _finished) = (0, 0);
        return dropped;
    }

    private ref Entry At(int index) => ref _ring[(_head + index) & (_ring.Length - 1)];

    private int Find(long offset)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = At(middle).Offset;
            if (found == offset)
            {
                return middle;
            }

            (low, high) = found < offset ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private void Grow()
    {
        var larger = new Entry[_ring.Length * 2];
        for (var index = 0; index < Count; index++)
        {
            larger[index] = At(index);
        }

        (_ring, _head) = (larger, 0);
    }

    private struct Entry
    {
        public long Offset;
        public int Bytes;
        public bool IsFinished;
        public TResult Result;
    }
}
