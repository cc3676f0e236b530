using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Confluent.Kafka;

namespace FakeNews.Silo.Feed;

/// <summary>The flagged topic through consumers that belong to no group: they are told what to read, and commit nothing.</summary>
/// <param name="connect">The client settings of this process's broker.</param>
/// <param name="topic">The topic's name.</param>
/// <param name="time">Says when to look for new partitions.</param>
internal sealed class KafkaFlaggedLog(Func<ClientConfig> connect, string topic, TimeProvider time) : IFlaggedLog
{
    private static readonly TimeSpan _answer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _partitionsEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _topicEvery = TimeSpan.FromSeconds(1);

    public Task<IReadOnlyList<LogExtent>> GetExtentAsync(CancellationToken cancellationToken) => Task.Run<IReadOnlyList<LogExtent>>(
        () =>
        {
            using var consumer = Open();
            List<LogExtent> extents = [];
            foreach (var partition in PartitionsOf(consumer))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var marks = consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition), _answer);
                extents.Add(new LogExtent(partition, marks.Low.Value, marks.High.Value));
            }

            return extents;
        },
        cancellationToken);

    public IAsyncEnumerable<FlaggedRecord> FollowAsync(FeedPosition after, CancellationToken cancellationToken) =>
        OnOwnThreadAsync((writer, token) => Follow(after, writer, token), cancellationToken);

    public IAsyncEnumerable<FlaggedRecord> ReadAsync(IReadOnlyList<LogExtent> stretches, CancellationToken cancellationToken) =>
        OnOwnThreadAsync((writer, token) => Read(stretches, writer, token), cancellationToken);

    private static FlaggedRecord ToRecord(ConsumeResult<Ignore, byte[]?> result) => new(
        result.Partition.Value,
        result.Offset.Value,
        new DateTimeOffset(result.Message.Timestamp.UtcDateTime, TimeSpan.Zero),
        result.Message.Value ?? []);

    private static async IAsyncEnumerable<FlaggedRecord> OnOwnThreadAsync(
        Action<ChannelWriter<FlaggedRecord>, CancellationToken> consume, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Bounded: a reader that lags holds up its own consumer and nothing else.
        var records = Channel.CreateBounded<FlaggedRecord>(new BoundedChannelOptions(256) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    consume(records.Writer, stop.Token);
                    records.Writer.Complete();
                }
                catch (Exception exception)
                {
                    records.Writer.Complete(exception);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            await foreach (var record in records.Reader.ReadAllAsync(cancellationToken))
            {
                yield return record;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    private void Follow(FeedPosition after, ChannelWriter<FlaggedRecord> writer, CancellationToken cancellationToken)
    {
        using var consumer = Open();
        HashSet<int> assigned = [];
        var looked = DateTimeOffset.MinValue;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (time.GetUtcNow() - looked > (assigned.Count == 0 ? _topicEvery : _partitionsEvery))
            {
                looked = time.GetUtcNow();
                var added = PartitionsOf(consumer).Where(assigned.Add).Select(partition => new TopicPartitionOffset(topic, partition, after[partition] + 1)).ToList();
                if (added.Count > 0)
                {
                    consumer.IncrementalAssign(added);
                }
            }

            if (consumer.Consume(_poll) is { IsPartitionEOF: false } result)
            {
                Hand(ToRecord(result), writer, cancellationToken);
            }
        }
    }

    private void Read(IReadOnlyList<LogExtent> stretches, ChannelWriter<FlaggedRecord> writer, CancellationToken cancellationToken)
    {
        using var consumer = Open();
        var ends = stretches.Where(static stretch => stretch.Begin < stretch.End).ToDictionary(static stretch => stretch.Partition, static stretch => stretch.End);
        consumer.Assign(stretches.Where(static stretch => stretch.Begin < stretch.End).Select(stretch => new TopicPartitionOffset(topic, stretch.Partition, stretch.Begin)));
        var deadline = time.GetTimestamp();
        while (ends.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (consumer.Consume(_poll) is not { } result)
            {
                if (time.GetElapsedTime(deadline) > _answer)
                {
                    throw new TimeoutException("The broker did not answer.");
                }

                continue;
            }

            deadline = time.GetTimestamp();
            if (!ends.TryGetValue(result.Partition.Value, out var end))
            {
                continue;
            }

            if (!result.IsPartitionEOF && result.Offset.Value < end)
            {
                Hand(ToRecord(result), writer, cancellationToken);
            }

            if (result.IsPartitionEOF || result.Offset.Value >= end - 1)
            {
                ends.Remove(result.Partition.Value);
                consumer.IncrementalUnassign([result.TopicPartition]);
            }
        }
    }

    private static void Hand(FlaggedRecord record, ChannelWriter<FlaggedRecord> writer, CancellationToken cancellationToken)
    {
        while (!writer.TryWrite(record))
        {
            // This thread is the reader's own: it may wait.
            if (!writer.WaitToWriteAsync(cancellationToken).AsTask().GetAwaiter().GetResult())
            {
                return;
            }
        }
    }

    private List<int> PartitionsOf(IConsumer<Ignore, byte[]?> consumer)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        return
        [
            .. admin.GetMetadata(topic, _answer).Topics
                .Where(found => found.Topic == topic && !found.Error.IsError)
                .SelectMany(static found => found.Partitions)
                .Select(static partition => partition.PartitionId)
                .Order(),
        ];
    }

    private IConsumer<Ignore, byte[]?> Open() => new ConsumerBuilder<Ignore, byte[]?>(new ConsumerConfig(connect())
        {
            GroupId = "fakenews-feed",
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            EnablePartitionEof = true,
            IsolationLevel = IsolationLevel.ReadCommitted,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            AllowAutoCreateTopics = false,
            FetchWaitMaxMs = 50,
            QueuedMaxMessagesKbytes = 4096,
        })
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler(static (_, _) => { })
        .Build();
}
