using Confluent.Kafka;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Reading;

namespace FakeNews.Silo.Feed;

/// <summary>The flagged topic in Kafka. What has an end is read by a consumer of its own, because many clients may catch up at a time.</summary>
internal sealed class KafkaFlaggedLog(KafkaConnection connection, TopicReaders readers, TimeProvider time) : IFlaggedLog
{
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(100);
    private readonly string _topic = connection.Options.Topics.Flagged;
    private readonly TopicReader _reader = readers.Of(connection.Options.Topics.Flagged);

    private TimeSpan Bound => connection.Options.BrokerTimeout;

    public Task<IReadOnlyList<LogExtent>> GetExtentAsync(CancellationToken cancellationToken) => Task.Run<IReadOnlyList<LogExtent>>(
        () =>
        {
            using var consumer = Open();
            return Extents(consumer, cancellationToken);
        },
        cancellationToken);

    public IAsyncEnumerable<StoredRecord> FollowAsync(TopicPosition after, CancellationToken cancellationToken) => _reader.FollowAsync(after, cancellationToken);

    public Task<RecordPage> PageBackAsync(TopicPosition? upTo, int limit, CancellationToken cancellationToken) => _reader.PageBackAsync(upTo, limit, cancellationToken);

    public Task<IReadOnlyList<StoredRecord>> ReadAsync(IReadOnlyList<LogExtent> stretches, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<StoredRecord>>(() => Read(stretches, cancellationToken), cancellationToken);

    private List<LogExtent> Extents(IConsumer<byte[]?, byte[]?> consumer, CancellationToken cancellationToken)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        List<LogExtent> extents = [];
        foreach (var partition in admin.GetMetadata(_topic, Bound).Topics.Where(static found => !found.Error.IsError).SelectMany(static found => found.Partitions).OrderBy(static found => found.PartitionId))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var marks = consumer.QueryWatermarkOffsets(new TopicPartition(_topic, partition.PartitionId), Bound);
            extents.Add(new LogExtent(partition.PartitionId, marks.Low.Value, marks.High.Value));
        }

        return extents;
    }

    private List<StoredRecord> Read(IReadOnlyList<LogExtent> stretches, CancellationToken cancellationToken)
    {
        using var consumer = Open();
        var ends = stretches.Where(static stretch => stretch.Begin < stretch.End).ToDictionary(static stretch => stretch.Partition, static stretch => stretch.End);
        consumer.Assign(stretches.Where(static stretch => stretch.Begin < stretch.End).Select(stretch => new TopicPartitionOffset(_topic, stretch.Partition, stretch.Begin)));
        List<StoredRecord> records = [];
        var heard = time.GetTimestamp();
        while (ends.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (consumer.Consume(_poll) is not { } result)
            {
                if (time.GetElapsedTime(heard) > Bound)
                {
                    throw new TimeoutException("The broker did not answer.");
                }

                continue;
            }

            heard = time.GetTimestamp();
            if (!ends.TryGetValue(result.Partition.Value, out var end))
            {
                continue;
            }

            if (!result.IsPartitionEOF && result.Offset.Value < end)
            {
                records.Add(new StoredRecord(
                    result.Partition.Value,
                    result.Offset.Value,
                    new DateTimeOffset(result.Message.Timestamp.UtcDateTime, TimeSpan.Zero),
                    result.Message.Key,
                    result.Message.Value,
                    result.Message.Headers ?? []));
            }

            // The end of the partition counts too: what stands at the last offset may be a transaction's mark, which is never delivered.
            if (result.IsPartitionEOF || result.Offset.Value >= end - 1)
            {
                ends.Remove(result.Partition.Value);
                consumer.IncrementalUnassign([result.TopicPartition]);
            }
        }

        return records;
    }

    private IConsumer<byte[]?, byte[]?> Open() => new ConsumerBuilder<byte[]?, byte[]?>(new ConsumerConfig(connection.Reader("feed")) { EnablePartitionEof = true })
        .SetKeyDeserializer(Deserializers.ByteArray!)
        .SetValueDeserializer(Deserializers.ByteArray!)
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler(static (_, _) => { })
        .Build();
}
