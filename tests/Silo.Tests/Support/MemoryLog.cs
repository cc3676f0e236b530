using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Silo.Feed;

namespace FakeNews.Silo.Tests.Support;

/// <summary>A flagged topic in memory, with partitions, holes and a beginning that can move.</summary>
internal sealed class MemoryLog(int partitions) : IFlaggedLog
{
    private readonly Lock _gate = new();
    private readonly List<FlaggedRecord>[] _records = [.. Enumerable.Range(0, partitions).Select(static _ => new List<FlaggedRecord>())];
    private readonly long[] _ends = new long[partitions];
    private readonly long[] _begins = new long[partitions];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How often stretches were read: what memory did not have.</summary>
    public int Reads { get; private set; }

    public FlaggedRecord Add(int partition, string title = "A title", int holes = 0, DateTimeOffset? at = null, Decision decision = Decision.Flag)
    {
        lock (_gate)
        {
            var offset = _ends[partition] + holes;
            var moment = at ?? DateTimeOffset.UnixEpoch.AddSeconds(_records.Sum(static records => records.Count));
            var verdict = Verdicts.Of($"article-{partition}-{offset}", title, decision, new InputPosition("news.articles", partition, offset, moment));
            var record = new FlaggedRecord(partition, offset, moment, JsonSerializer.SerializeToUtf8Bytes(verdict, ContractJson.Default.Verdict));
            Put(record);
            return record;
        }
    }

    /// <summary>The offsets a partition has.</summary>
    public IReadOnlyList<long> Offsets(int partition)
    {
        lock (_gate)
        {
            return [.. _records[partition].Select(static record => record.Offset)];
        }
    }

    public void AddRaw(int partition, byte[] value)
    {
        lock (_gate)
        {
            Put(new FlaggedRecord(partition, _ends[partition], DateTimeOffset.UnixEpoch, value));
        }
    }

    /// <summary>Deletes what lies before an offset, as retention does.</summary>
    public void Expire(int partition, long before)
    {
        lock (_gate)
        {
            _begins[partition] = before;
            _records[partition].RemoveAll(record => record.Offset < before);
        }
    }

    public Task<IReadOnlyList<LogExtent>> GetExtentAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<LogExtent>>([.. _ends.Select((end, partition) => new LogExtent(partition, _begins[partition], end))]);
        }
    }

    public async IAsyncEnumerable<FlaggedRecord> FollowAsync(FeedPosition after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = after;
        while (true)
        {
            Task changed;
            ImmutableArray<FlaggedRecord> next;
            lock (_gate)
            {
                changed = _changed.Task;
                next = [.. _records.SelectMany(static records => records).Where(record => !seen.Covers(record.Partition, record.Offset))];
            }

            foreach (var record in next)
            {
                seen = seen.With(record.Partition, record.Offset);
                yield return record;
            }

            if (next.IsEmpty)
            {
                await changed.WaitAsync(cancellationToken);
            }
        }
    }

    public async IAsyncEnumerable<FlaggedRecord> ReadAsync(IReadOnlyList<LogExtent> stretches, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        ImmutableArray<FlaggedRecord> found;
        lock (_gate)
        {
            Reads++;
            found = [.. stretches.SelectMany(stretch => _records[stretch.Partition].Where(record => record.Offset >= stretch.Begin && record.Offset < stretch.End))];
        }

        foreach (var record in found)
        {
            yield return record;
        }
    }

    private void Put(FlaggedRecord record)
    {
        _records[record.Partition].Add(record);
        _ends[record.Partition] = record.Offset + 1;
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
