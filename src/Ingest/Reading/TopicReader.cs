using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Confluent.Kafka;
using FakeNews.Ingest.Connection;

namespace FakeNews.Ingest.Reading;

/// <summary>
/// Reads a topic without a group: follows it from a position, pages back through it, fetches single records. Sees committed records only, and commits nothing.
/// Thread-safe.
/// </summary>
public sealed class TopicReader : IDisposable
{
    private static readonly TimeSpan LookForPartitions = TimeSpan.FromSeconds(30);
    private readonly KafkaConnection _connection;
    private readonly string _topic;
    private readonly SemaphoreSlim _one = new(1);
    private IConsumer<byte[]?, byte[]?>? _lookup;

    internal TopicReader(KafkaConnection connection, string topic) => (_connection, _topic) = (connection, topic);

    private TimeSpan Bound => _connection.Options.BrokerTimeout;

    /// <summary>The position of the newest record of every partition.</summary>
    public Task<TopicPosition> EndAsync(CancellationToken cancellationToken = default) => LookUpAsync(
        consumer =>
        {
            var end = TopicPosition.Start;
            foreach (var partition in Partitions(consumer))
            {
                end = end.With(partition.Partition.Value, consumer.QueryWatermarkOffsets(partition, Bound).High.Value - 1);
            }

            return end;
        },
        cancellationToken);

    /// <summary>One record; null where there is none at that place (never was, compacted, aborted, or too old).</summary>
    public Task<StoredRecord?> FetchAsync(int partition, long offset, CancellationToken cancellationToken = default) => LookUpAsync(
        consumer =>
        {
            if (partition < 0 || offset < 0 || !Partitions(consumer).Any(known => known.Partition.Value == partition))
            {
                return null;
            }

            var place = new TopicPartition(_topic, partition);
            var marks = consumer.QueryWatermarkOffsets(place, Bound);
            return offset < marks.Low.Value || offset >= marks.High.Value ? null : Range(consumer, place, offset, offset + 1).FirstOrDefault();
        },
        cancellationToken);

    /// <summary>The newest records at or before a position.</summary>
    /// <param name="upTo">Null for the end of the topic; else a page's <see cref="RecordPage.Rest"/>. Partitions that it does not name are at their ends.</param>
    /// <param name="limit">Most records.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<RecordPage> PageBackAsync(TopicPosition? upTo, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return LookUpAsync(consumer => PageBack(consumer, upTo ?? TopicPosition.Start, limit), cancellationToken);
    }

    /// <summary>
    /// Follows the topic, partition by partition in order, until cancelled. Partitions that the position does not name are read from their beginning, those that are
    /// added later too. Reading is as fast as the caller's: little is read ahead.
    /// </summary>
    public async IAsyncEnumerable<StoredRecord> FollowAsync(TopicPosition after, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(after);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<StoredRecord>(new BoundedChannelOptions(256) { SingleReader = true, SingleWriter = true });
        var following = Task.Factory.StartNew(() => Follow(after, channel.Writer, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await foreach (var record in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return record;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _one.Wait(Bound);
        _lookup?.Dispose();
        _lookup = null;
        _one.Dispose();
    }

    private void Follow(TopicPosition after, ChannelWriter<StoredRecord> writer, CancellationToken stop)
    {
        Exception? failure = null;
        try
        {
            using var consumer = _connection.Build(_connection.Reader("follow")).Build();
            var known = new HashSet<int>();
            var looked = 0L;
            while (!stop.IsCancellationRequested)
            {
                if (known.Count == 0 || System.Diagnostics.Stopwatch.GetElapsedTime(looked) > LookForPartitions)
                {
                    AssignNew(consumer, known, after);
                    looked = System.Diagnostics.Stopwatch.GetTimestamp();
                }

                if (Consume(consumer, TimeSpan.FromMilliseconds(100)) is { IsPartitionEOF: false } result)
                {
                    var record = StoredRecord.From(result);
                    while (!writer.TryWrite(record) && writer.WaitToWriteAsync(stop).AsTask().GetAwaiter().GetResult())
                    {
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (KafkaException exception)
        {
            failure = exception;
        }

        writer.TryComplete(failure);
    }

    private void AssignNew(IConsumer<byte[]?, byte[]?> consumer, HashSet<int> known, TopicPosition after)
    {
        var added = Partitions(consumer).Where(partition => known.Add(partition.Partition.Value))
            .Select(partition => new TopicPartitionOffset(
                partition,
                after.Seen.TryGetValue(partition.Partition.Value, out var seen) ? new Offset(seen + 1) : Offset.Beginning))
            .ToList();
        if (added.Count > 0)
        {
            consumer.IncrementalAssign(added);
        }
        else if (known.Count == 0)
        {
            // The topic is not there yet.
            consumer.Consume(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <summary>Trouble that the library recovers from by itself (a broker restarts) is no end of following.</summary>
    private static ConsumeResult<byte[]?, byte[]?>? Consume(IConsumer<byte[]?, byte[]?> consumer, TimeSpan wait)
    {
        try
        {
            return consumer.Consume(wait);
        }
        catch (ConsumeException exception) when (!exception.Error.IsFatal && exception.Error.Code is not (ErrorCode.TopicAuthorizationFailed or ErrorCode.SaslAuthenticationFailed))
        {
            return null;
        }
    }

    private RecordPage PageBack(IConsumer<byte[]?, byte[]?> consumer, TopicPosition upTo, int limit)
    {
        var newest = new PriorityQueue<Queue<StoredRecord>, (long, int, long)>();
        var rest = TopicPosition.Start;
        var older = false;
        foreach (var partition in Partitions(consumer))
        {
            var marks = consumer.QueryWatermarkOffsets(partition, Bound);
            var end = upTo.Seen.TryGetValue(partition.Partition.Value, out var seen) ? Math.Min(seen + 1, marks.High.Value) : marks.High.Value;
            var (records, from) = Newest(consumer, partition, marks.Low.Value, end, limit);
            rest = rest.With(partition.Partition.Value, records.Count > 0 ? records[^1].Offset : -1);
            older |= from > marks.Low.Value;
            if (records.Count > 0)
            {
                records.Reverse();
                newest.Enqueue(new Queue<StoredRecord>(records), Rank(records[0]));
            }
        }

        var page = new List<StoredRecord>();
        while (page.Count < limit && newest.TryDequeue(out var queue, out _))
        {
            var record = queue.Dequeue();
            page.Add(record);
            rest = rest.With(record.Partition, record.Offset - 1);
            if (queue.TryPeek(out var next))
            {
                newest.Enqueue(queue, Rank(next));
            }
        }

        return new RecordPage([.. page], older || newest.Count > 0 ? rest : null);
    }

    // Timestamps first; within a partition the offset decides, whatever the timestamps say, because only heads are compared.
    private static (long Time, int Partition, long Offset) Rank(StoredRecord record) => (-record.Timestamp.ToUnixTimeMilliseconds(), record.Partition, -record.Offset);

    /// <summary>The last records before an offset. Offsets have gaps, so it looks further back until it has enough.</summary>
    private (List<StoredRecord> Records, long From) Newest(IConsumer<byte[]?, byte[]?> consumer, TopicPartition partition, long low, long end, int limit)
    {
        for (long reach = (limit * 2L) + 16; ; reach *= 4)
        {
            var from = Math.Max(low, end - reach);
            var records = from < end ? Range(consumer, partition, from, end).ToList() : [];
            if (records.Count >= limit || from == low)
            {
                var extra = Math.Max(0, records.Count - limit);
                return (records[extra..], extra > 0 ? records[extra].Offset : from);
            }
        }
    }

    private IEnumerable<StoredRecord> Range(IConsumer<byte[]?, byte[]?> consumer, TopicPartition partition, long from, long end)
    {
        consumer.Assign(new TopicPartitionOffset(partition, from));
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        try
        {
            while (System.Diagnostics.Stopwatch.GetElapsedTime(started) < Bound)
            {
                if (Consume(consumer, TimeSpan.FromMilliseconds(100)) is not { } result)
                {
                    continue;
                }

                if (result.IsPartitionEOF || result.Offset.Value >= end)
                {
                    yield break;
                }

                yield return StoredRecord.From(result);
                if (result.Offset.Value == end - 1)
                {
                    yield break;
                }
            }

            throw new KafkaException(new Error(ErrorCode.Local_TimedOut, $"The broker did not deliver the records of {_topic} in time."));
        }
        finally
        {
            consumer.Unassign();
        }
    }

    private List<TopicPartition> Partitions(IConsumer<byte[]?, byte[]?> consumer)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        return [.. admin.GetMetadata(_topic, Bound).Topics.SelectMany(topic => topic.Partitions).Select(partition => new TopicPartition(_topic, partition.PartitionId)).OrderBy(partition => partition.Partition.Value)];
    }

    private async Task<T> LookUpAsync<T>(Func<IConsumer<byte[]?, byte[]?>, T> look, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(
                () =>
                {
                    if (_lookup is null)
                    {
                        var configuration = _connection.Reader("lookup");
                        configuration.EnablePartitionEof = true;
                        _lookup = _connection.Build(configuration).Build();
                    }

                    return look(_lookup);
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }
}
