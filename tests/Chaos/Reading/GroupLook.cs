using Confluent.Kafka;
using Confluent.Kafka.Admin;
using FakeNews.Chaos.Auditing;

namespace FakeNews.Chaos.Reading;

/// <summary>Looks at the consumer group and at the ends of topics from outside, as an operator does; joins nothing.</summary>
public sealed class GroupLook : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);
    private readonly IAdminClient _admin;
    private readonly TopicSet _topics;
    private readonly string _group;

    /// <summary>Connects.</summary>
    public GroupLook(string bootstrap, TopicSet topics, string group)
    {
        (_topics, _group) = (topics, group);
        _admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap, SocketTimeoutMs = 6000, ReconnectBackoffMaxMs = 500 })
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler(static (_, _) => { })
            .Build();
    }

    /// <summary>Committed offsets by input partition; what a running transaction holds is not among them.</summary>
    public async Task<IReadOnlyDictionary<int, long>> CommittedAsync()
    {
        var answers = await _admin.ListConsumerGroupOffsetsAsync(
            [new ConsumerGroupTopicPartitions(_group, null)],
            new ListConsumerGroupOffsetsOptions { RequestTimeout = Bound, RequireStableOffsets = false });
        return answers.Single().Partitions
            .Where(each => each.Topic == _topics.Articles && each.Offset.Value >= 0 && !each.Error.IsError)
            .ToDictionary(each => each.Partition.Value, each => each.Offset.Value);
    }

    /// <summary>Ends of the articles' partitions.</summary>
    public async Task<IReadOnlyDictionary<int, long>> InputEndsAsync() =>
        (await EndsAsync([.. Partitions(_topics.Articles)], IsolationLevel.ReadUncommitted)).ToDictionary(each => each.Partition.Value, each => each.Offset.Value);

    /// <summary>Ends of the partitions of results.</summary>
    /// <param name="visible">Where a read_committed reader's view ends, instead of the last record.</param>
    public async Task<IReadOnlyDictionary<OutputPartition, long>> OutputEndsAsync(bool visible)
    {
        var kinds = _topics.Results.ToDictionary(pair => pair.Topic, pair => pair.Kind);
        TopicPartition[] partitions = [.. kinds.Keys.SelectMany(Partitions)];
        var ends = await EndsAsync(partitions, visible ? IsolationLevel.ReadCommitted : IsolationLevel.ReadUncommitted);
        return ends.ToDictionary(each => new OutputPartition(kinds[each.Topic], each.Partition.Value), each => each.Offset.Value);
    }

    /// <summary>One sample: committed offsets first, ends afterwards.</summary>
    public async Task<CommitSample> SampleAsync()
    {
        var committed = await CommittedAsync();
        return new CommitSample(DateTimeOffset.UtcNow, committed, await OutputEndsAsync(visible: false));
    }

    /// <inheritdoc/>
    public void Dispose() => _admin.Dispose();

    private IEnumerable<TopicPartition> Partitions(string topic) =>
        _admin.GetMetadata(topic, Bound).Topics.Single().Partitions.Select(partition => new TopicPartition(topic, partition.PartitionId));

    private async Task<IEnumerable<TopicPartitionOffsetError>> EndsAsync(TopicPartition[] partitions, IsolationLevel isolation)
    {
        if (partitions.Length == 0)
        {
            return [];
        }

        var specs = partitions.Select(partition => new TopicPartitionOffsetSpec { TopicPartition = partition, OffsetSpec = OffsetSpec.Latest() });
        var answer = await _admin.ListOffsetsAsync(specs, new ListOffsetsOptions { RequestTimeout = Bound, IsolationLevel = isolation });
        return answer.ResultInfos.Select(info => info.TopicPartitionOffsetError);
    }
}
