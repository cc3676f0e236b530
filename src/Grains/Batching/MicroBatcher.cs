using System.Diagnostics.CodeAnalysis;

namespace FakeNews.Grains.Batching;

/// <summary>
/// Collects articles into groups that may share a run, and hands out the best group whenever a device asks. Deterministic: its only input besides
/// the calls is the clock. Not thread-safe; the pipeline calls it under its lock.
/// </summary>
/// <remarks>
/// The laws, each held by a property test: every article added is handed out exactly once; all articles of a batch have its shape and its affinity;
/// an idle taker gets a batch whenever an article waits; and once an article has waited for <c>maximumWait</c>, only batches that hold an older one
/// are handed out before it. So a rare length waits for company at most that long, and nothing starves. A head start makes an article count as older.
/// </remarks>
public sealed class MicroBatcher<T>(IBatchPolicy policy, TimeSpan maximumWait, int capacity, TimeProvider time)
{
    private readonly Dictionary<Key, Group> _groups = [];
    private readonly Stack<Group> _spare = [];
    private long _sequence;
    private int _added;

    /// <summary>Articles that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Time until the oldest article has waited long enough: zero or less when it has, null when none waits.</summary>
    public TimeSpan? UntilDue => Oldest() is { } group ? maximumWait - Age(group) : null;

    /// <summary>Adds an article, unless as many as the capacity wait already.</summary>
    /// <param name="item">The article.</param>
    /// <param name="tokens">Its length in tokens.</param>
    /// <param name="affinity">Only articles of equal affinity share a batch.</param>
    /// <param name="headStart">How much older the article counts than it is; only articles of equal head start share a batch.</param>
    public bool TryAdd(T item, int tokens, object affinity, TimeSpan headStart = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        if (_added >= capacity)
        {
            return false;
        }

        _added++;
        Enter(item, tokens, affinity, headStart, time.GetTimestamp(), returns: false);
        return true;
    }

    /// <summary>
    /// Takes an article in again that was handed out and needs another run, with the age that it has. It is never refused: it was let in before, and
    /// counts no more against the capacity.
    /// </summary>
    /// <param name="item">The article.</param>
    /// <param name="tokens">Its length in tokens, now.</param>
    /// <param name="affinity">Only articles of equal affinity share a batch.</param>
    /// <param name="headStart">As when it was added.</param>
    /// <param name="arrived">The clock's timestamp of when it was added.</param>
    public void Return(T item, int tokens, object affinity, TimeSpan headStart, long arrived)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        Enter(item, tokens, affinity, headStart, arrived, returns: true);
    }

    private void Enter(T item, int tokens, object affinity, TimeSpan headStart, long arrived, bool returns)
    {
        var key = new Key(affinity, policy.ShapeOf(tokens), headStart);
        if (!_groups.TryGetValue(key, out var group))
        {
            group = _spare.TryPop(out var spare) ? spare : new Group();
            group.Limit = policy.LargestGroup(key.Shape);
            _groups.Add(key, group);
        }

        var entry = new Entry(item, arrived - (long)(headStart.TotalSeconds * time.TimestampFrequency), _sequence++, returns);
        group.Waiting.Enqueue(entry, (entry.Arrived, entry.Sequence));
        Count++;
    }

    /// <summary>Takes the batch that should run next, or nothing where <paramref name="demand"/> allows to wait for a fuller one.</summary>
    public bool TryTake(Demand demand, [NotNullWhen(true)] out MicroBatch<T>? batch)
    {
        if (Choose(demand) is not { } chosen)
        {
            batch = null;
            return false;
        }

        var (key, group) = chosen;
        var items = new T[Math.Min(group.Limit, group.Waiting.Count)];
        for (var i = 0; i < items.Length; i++)
        {
            var entry = group.Waiting.Dequeue();
            items[i] = entry.Item;
            _added -= entry.Returned ? 0 : 1;
        }

        Count -= items.Length;
        if (group.Waiting.Count == 0)
        {
            _groups.Remove(key);
            _spare.Push(group);
        }

        batch = new(key.Affinity, key.Shape, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(items));
        return true;
    }

    // A scan: there are at most as many groups as lengths, and a run lasts far longer.
    private (Key Key, Group Group)? Choose(Demand demand)
    {
        KeyValuePair<Key, Group>? oldest = null, fullest = null;
        foreach (var candidate in _groups)
        {
            if (oldest is null || candidate.Value.IsOlderThan(oldest.Value.Value))
            {
                oldest = candidate;
            }

            if (fullest is null || candidate.Value.IsFullerThan(fullest.Value.Value))
            {
                fullest = candidate;
            }
        }

        if (oldest is not { } first || fullest is not { } full)
        {
            return null;
        }

        if (Age(first.Value) >= maximumWait)
        {
            return (first.Key, first.Value);
        }

        return demand == Demand.Idle || full.Value.IsFull ? (full.Key, full.Value) : null;
    }

    private TimeSpan Age(Group group) => time.GetElapsedTime(group.Head.Arrived);

    private Group? Oldest()
    {
        Group? oldest = null;
        foreach (var group in _groups.Values)
        {
            if (oldest is null || group.IsOlderThan(oldest))
            {
                oldest = group;
            }
        }

        return oldest;
    }

    private readonly record struct Key(object Affinity, int Shape, TimeSpan HeadStart);

    private readonly record struct Entry(T Item, long Arrived, long Sequence, bool Returned);

    private sealed class Group
    {
        // Not a queue: what returns is older than what came meanwhile.
        public PriorityQueue<Entry, (long Arrived, long Sequence)> Waiting { get; } = new();

        public int Limit { get; set; }

        public Entry Head => Waiting.Peek();

        public bool IsFull => Waiting.Count >= Limit;

        public bool IsOlderThan(Group other) => (Head.Arrived, Head.Sequence).CompareTo((other.Head.Arrived, other.Head.Sequence)) < 0;

        // Compares fill ratios capped at 1 without dividing; the older of two equals wins.
        public bool IsFullerThan(Group other)
        {
            var mine = (long)Math.Min(Waiting.Count, Limit) * other.Limit;
            var theirs = (long)Math.Min(other.Waiting.Count, other.Limit) * Limit;
            return mine > theirs || (mine == theirs && IsOlderThan(other));
        }
    }
}
