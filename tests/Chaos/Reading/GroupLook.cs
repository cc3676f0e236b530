using Confluent.Kafka;
using FakeNews.Chaos.Auditing;

namespace FakeNews.Chaos.Reading;

/// <summary>
/// Looks at the consumer group and at the ends of topics from outside; joins nothing. Uses consumers' calls alone: librdkafka 2.16's administration client ends the
/// process by a failed assertion when a broker dies under one of its requests. All calls block, and are bounded.
/// </summary>
public sealed class GroupLook : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);
    private readonly IConsumer<Ignore, Ignore> _all;
    private readonly IConsumer<Ignore, Ignore> _visible;
    private readonly IAdminClient _metadata;
    private readonly TopicSet _topics;

    /// <summary>Connects.</summary>
    public GroupLook(string bootstrap, TopicSet topics, string group)
    {
        _topics = topics;
        _all = Build(bootstrap, group, IsolationLevel.ReadUncommitted);
        _visible = Build(bootstrap, group, IsolationLevel.ReadCommitted);
        _metadata = new DependentAdminClientBuilder(_all.Handle).Build();
    }

    /// <summary>Committed offsets by input partition; what a running transaction holds is not among them.</summary>
    public IReadOnlyDictionary<int, long> Committed() => _all.Committed(Partitions(_topics.Articles), Bound)
        .Where(each => each.Offset.Value >= 0)
        .ToDictionary(each => each.Partition.Value, each => each.Offset.Value);

    /// <summary>Ends of the articles' partitions.</summary>
    public IReadOnlyDictionary<int, long> InputEnds() =>
        Partitions(_topics.Articles).ToDictionary(each => each.Partition.Value, each => _all.QueryWatermarkOffsets(each, Bound).High.Value);

    /// <summary>Ends of the partitions of results.</summary>
    /// <param name="visible">Where a read_committed reader's view ends, instead of the last record.</param>
    public IReadOnlyDictionary<OutputPartition, long> OutputEnds(bool visible)
    {
        var consumer = visible ? _visible : _all;
        return _topics.Results
            .SelectMany(pair => Partitions(pair.Topic).Select(partition => (pair.Kind, partition)))
            .ToDictionary(pair => new OutputPartition(pair.Kind, pair.partition.Partition.Value), pair => consumer.QueryWatermarkOffsets(pair.partition, Bound).High.Value);
    }

    /// <summary>One sample: committed offsets first, ends afterwards.</summary>
    public CommitSample Sample()
    {
        var committed = Committed();
        return new CommitSample(DateTimeOffset.UtcNow, committed, OutputEnds(visible: false));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _metadata.Dispose();
        _all.Dispose();
        _visible.Dispose();
    }

    private static IConsumer<Ignore, Ignore> Build(string bootstrap, string group, IsolationLevel isolation) => new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig
    {
        BootstrapServers = bootstrap,
        GroupId = group,
        EnableAutoCommit = false,
        // Also decides what the ends of topics are, and whether a committed offset waits for a running transaction.
        IsolationLevel = isolation,
        AllowAutoCreateTopics = false,
        ReconnectBackoffMaxMs = 500,
    })
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler(static (_, _) => { })
        .Build();

    private List<TopicPartition> Partitions(string topic)
    {
        var partitions = _metadata.GetMetadata(topic, Bound).Topics.Single().Partitions;
        // A broker that has just come back may know nothing yet; no partition would be no lag.
        return partitions.Count > 0
            ? [.. partitions.Select(partition => new TopicPartition(topic, partition.PartitionId))]
            : throw new KafkaException(ErrorCode.LeaderNotAvailable);
    }
}
