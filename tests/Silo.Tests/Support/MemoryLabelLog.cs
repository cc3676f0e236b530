using System.Runtime.CompilerServices;
using System.Text;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;
using FakeNews.Ingest.Reading;
using FakeNews.Silo.Labels;

namespace FakeNews.Silo.Tests.Support;

/// <summary>A labels' topic of one partition in memory.</summary>
internal sealed class MemoryLabelLog : ILabelLog
{
    private readonly Lock _gate = new();
    private readonly List<StoredRecord> _records = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Largest record that is taken.</summary>
    public int Limit { get; set; } = int.MaxValue;

    public IReadOnlyList<StoredRecord> Records
    {
        get
        {
            lock (_gate)
            {
                return [.. _records];
            }
        }
    }

    /// <summary>The labels that were written.</summary>
    public IReadOnlyList<ArticleLabel> Written => [.. Records.Select(static record => LabelRecord.TryRead(record.Value, out var label) ? label : null).OfType<ArticleLabel>()];

    public void AddRaw(byte[] value)
    {
        lock (_gate)
        {
            Put(null, value);
        }
    }

    public Task<(int Partition, long Offset)> WriteAsync(ArticleLabel label, CancellationToken cancellationToken)
    {
        var bytes = LabelRecord.Write(label);
        if (bytes.Length > Limit)
        {
            throw new LabelTooLargeException();
        }

        lock (_gate)
        {
            Put(Encoding.UTF8.GetBytes(label.ArticleId), bytes);
            return Task.FromResult((0, (long)_records.Count - 1));
        }
    }

    public async IAsyncEnumerable<StoredRecord> FollowAsync(TopicPosition after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = after.Seen.TryGetValue(0, out var seen) ? (int)seen + 1 : 0;
        while (true)
        {
            Task changed;
            IReadOnlyList<StoredRecord> records;
            lock (_gate)
            {
                (changed, records) = (_changed.Task, [.. _records.Skip(next)]);
            }

            foreach (var record in records)
            {
                next++;
                yield return record;
            }

            if (records.Count == 0)
            {
                await changed.WaitAsync(cancellationToken);
            }
        }
    }

    private void Put(byte[]? key, byte[] value)
    {
        _records.Add(new StoredRecord(0, _records.Count, DateTimeOffset.UnixEpoch, key, value, []));
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
