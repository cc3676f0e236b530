using Confluent.Kafka;

namespace FakeNews.Chaos.Reading;

/// <summary>Reads a topic from its beginning to the end that it has now, as a read_committed reader sees it.</summary>
public sealed class TopicReader(string bootstrap, TimeSpan patience)
{
    /// <summary>Reads all partitions.</summary>
    /// <param name="topic">The topic; one that is not there has no records.</param>
    /// <param name="take">Receives each record; of a partition in order.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TimeoutException">Nothing came for as long as the patience lasts, e.g. because a transaction stays open.</exception>
    public void Read(string topic, Action<ConsumeResult<byte[]?, byte[]?>> take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(take);
        using var consumer = Build();
        var left = Ends(consumer, topic);
        consumer.Assign(left.Keys.Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        var lastSign = TimeProvider.System.GetTimestamp();
        while (left.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var result = Next(consumer);
            if (result is not null && (result.IsPartitionEOF ? left.TryGetValue(result.Partition.Value, out var end) && result.Offset.Value >= end && left.Remove(result.Partition.Value) : true))
            {
                lastSign = TimeProvider.System.GetTimestamp();
            }

            if (result is { IsPartitionEOF: false })
            {
                take(result);
            }

            if (TimeProvider.System.GetElapsedTime(lastSign) > patience)
            {
                throw new TimeoutException($"{topic} can't be read to its end: partitions {string.Join(", ", left.Keys)} stay open.");
            }
        }
    }

    private static ConsumeResult<byte[]?, byte[]?>? Next(IConsumer<byte[]?, byte[]?> consumer)
    {
        try
        {
            return consumer.Consume(TimeSpan.FromMilliseconds(200));
        }
        catch (ConsumeException exception) when (!exception.Error.IsFatal)
        {
            return null;
        }
    }

    private static Dictionary<int, long> Ends(IConsumer<byte[]?, byte[]?> consumer, string topic)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var partitions = admin.GetMetadata(topic, TimeSpan.FromSeconds(20)).Topics.Single().Partitions;
        var ends = new Dictionary<int, long>();
        foreach (var partition in partitions.Select(each => each.PartitionId))
        {
            var marks = consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition), TimeSpan.FromSeconds(20));
            if (marks.High.Value > marks.Low.Value)
            {
                ends[partition] = marks.High.Value;
            }
        }

        return ends;
    }

    private IConsumer<byte[]?, byte[]?> Build() => new ConsumerBuilder<byte[]?, byte[]?>(new ConsumerConfig
    {
        BootstrapServers = bootstrap,
        GroupId = "fakenews-chaos-audit",
        EnableAutoCommit = false,
        IsolationLevel = IsolationLevel.ReadCommitted,
        EnablePartitionEof = true,
        AllowAutoCreateTopics = false,
        QueuedMaxMessagesKbytes = 64 * 1024,
    })
        .SetKeyDeserializer(Deserializers.ByteArray)
        .SetValueDeserializer(Deserializers.ByteArray)
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler(static (_, _) => { })
        .Build();
}
