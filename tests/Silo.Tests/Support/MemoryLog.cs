using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Reading;
using FakeNews.Silo.Feed;

namespace FakeNews.Silo.Tests.Support;

/// <summary>A flagged topic in memory, with partitions, holes and a beginning that can move.</summary>
internal sealed class MemoryLog(int partitions) : IFlaggedLog
{
    private readonly Lock _gate = new();
    private readonly List<StoredRecord>[] _records = [.. Enumerable.Range(0, partitions).Select(static _ => new List<StoredRecord>())];
    private readonly long[] _ends = new long[partitions];
    private readonly long[] _begins = new long[partitions];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How often stretches were read: what memory did not have.</summary>
    public int Reads { get; private set; }

    public StoredRecord Add(int partition, string title = "A title", int holes = 0, DateTimeOffset? at = null, Decision decision = Decision.Flag)
    {
        lock (_gate)
        {
            var offset = _ends[partition] + holes;
            var moment = at ?? DateTimeOffset.UnixEpoch.AddSeconds(_records.Sum(static records => records.Count));
            var verdict = Verdicts.Of($"article-{partition}-{offset}", title, decision, new InputPosition("news.articles", partition, offset, moment));
            var record = new StoredRecord(partition, offset, moment, null, JsonSerializer.SerializeToUtf8Bytes(verdict, ContractJson.Default.Verdict), []);
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
            Put(new StoredRecord(partition, _ends[partition], DateTimeOffset.UnixEpoch, null, value, []));
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

    public async IAsyncEnumerable<StoredRecord> FollowAsync(TopicPosition after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = after;
        while (true)
        {
            Task changed;
            ImmutableArray<StoredRecord> next;
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

    public Task<IReadOnlyList<StoredRecord>> ReadAsync(IReadOnlyList<LogExtent> stretches, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Reads++;
            return Task.FromResult<IReadOnlyList<StoredRecord>>(
                [.. stretches.SelectMany(stretch => _records[stretch.Partition].Where(record => record.Offset >= stretch.Begin && record.Offset < stretch.End))]);
        }
    }

    public Task<RecordPage> PageBackAsync(TopicPosition? upTo, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // Newest head first; inside a partition the offset decides.
            var left = _records.Select((records, partition) => new Stack<StoredRecord>(records.Where(record => upTo?.Seen.ContainsKey(partition) != true || upTo.Covers(partition, record.Offset)))).ToList();
            List<StoredRecord> page = [];
            while (page.Count < limit && left.Where(static records => records.Count > 0).MaxBy(static records => records.Peek().Timestamp) is { } newest)
            {
                page.Add(newest.Pop());
            }

            var rest = Positions.Of(left.Select(static (records, partition) => (partition, records.Count > 0 ? records.Peek().Offset : -1)));
            return Task.FromResult(new RecordPage([.. page], left.Exists(static records => records.Count > 0) ? rest : null));
        }
    }

    private void Put(StoredRecord record)
    {
        _records[record.Partition].Add(record);
        _ends[record.Partition] = record.Offset + 1;
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
