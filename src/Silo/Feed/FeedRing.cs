using FakeNews.Ingest.Reading;

namespace FakeNews.Silo.Feed;

/// <summary>
/// The newest flagged articles of this silo's tail, in the order in which it read them, numbered from 0. Clients read at their own pace with a number of
/// their own, so that a slow one costs no memory and holds nobody up: what it missed here it reads from Kafka.
/// </summary>
/// <param name="capacity">Articles kept; at least 1.</param>
internal sealed class FeedRing(int capacity)
{
    private readonly Lock _gate = new();
    private readonly FeedEntry[] _entries = new FeedEntry[capacity];
    private long _first;
    private long _next;
    private TopicPosition _before = TopicPosition.Start;
    private TopicPosition _last = TopicPosition.Start;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;
    private long _unreadable;

    /// <summary>True once the tail has found where the topic begins and ends.</summary>
    public bool Started
    {
        get
        {
            lock (_gate)
            {
                return _started;
            }
        }
    }

    /// <summary>Everything the tail has read; what a client that joins at the live end has seen.</summary>
    public TopicPosition Last
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>Records of the topic that were no verdicts.</summary>
    public long Unreadable => Interlocked.Read(ref _unreadable);

    /// <summary>Starts anew after a position: at start-up, or where the topic was replaced.</summary>
    public void Begin(TopicPosition after)
    {
        lock (_gate)
        {
            Array.Clear(_entries);
            _first = _next;
            _before = _last = after;
            _started = true;
            Signal();
        }
    }

    /// <summary>Adds the next article; the oldest makes room.</summary>
    public void Append(FeedEntry entry)
    {
        lock (_gate)
        {
            if (_next - _first == _entries.Length)
            {
                var oldest = _entries[_first % _entries.Length];
                _before = _before.With(oldest.Partition, oldest.Offset);
                _first++;
            }

            _entries[_next % _entries.Length] = entry;
            _next++;
            _last = _last.With(entry.Partition, entry.Offset);
            Signal();
        }
    }

    /// <summary>Notes a record that is no verdict, so that a position moves past it.</summary>
    public void Skip(StoredRecord record)
    {
        Interlocked.Increment(ref _unreadable);
        lock (_gate)
        {
            _last = _last.With(record.Partition, record.Offset);
        }
    }

    /// <summary>Where a client that has seen <paramref name="after"/> begins to read; false where it misses something that is no longer here.</summary>
    /// <param name="after">What the client has seen.</param>
    /// <param name="sequence">The number of the oldest article here.</param>
    /// <param name="missing">What comes before it: the client catches up to there.</param>
    public bool TryJoin(TopicPosition after, out long sequence, out TopicPosition missing)
    {
        lock (_gate)
        {
            sequence = _first;
            missing = _before;
            return _started && after.Covers(_before);
        }
    }

    /// <summary>Copies articles from a number on.</summary>
    /// <param name="sequence">The number of the first.</param>
    /// <param name="entries">Receives them.</param>
    /// <returns>How many; -1 where the first is no longer here.</returns>
    public int Read(long sequence, Span<FeedEntry> entries)
    {
        lock (_gate)
        {
            if (sequence < _first)
            {
                return -1;
            }

            var count = (int)Math.Min(entries.Length, _next - sequence);
            for (var index = 0; index < count; index++)
            {
                entries[index] = _entries[(sequence + index) % _entries.Length];
            }

            return count;
        }
    }

    /// <summary>Everything that is here, in the order of reading, and between which positions it lies; null before the start.</summary>
    public (FeedEntry[] Entries, TopicPosition Before, TopicPosition Last)? Snapshot()
    {
        lock (_gate)
        {
            if (!_started)
            {
                return null;
            }

            var entries = new FeedEntry[_next - _first];
            for (var index = 0; index < entries.Length; index++)
            {
                entries[index] = _entries[(_first + index) % _entries.Length];
            }

            return (entries, _before, _last);
        }
    }

    /// <summary>Waits until there is an article with this number, or the ring starts anew.</summary>
    public Task WaitAsync(long sequence, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_gate)
        {
            if (sequence != _next)
            {
                return Task.CompletedTask;
            }

            changed = _changed.Task;
        }

        return changed.WaitAsync(cancellationToken);
    }

    /// <summary>Waits until <see cref="Started"/>.</summary>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _started ? Task.CompletedTask : _changed.Task.WaitAsync(cancellationToken);
        }
    }

    private void Signal()
    {
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
