using Confluent.Kafka;
using Confluent.Kafka.Admin;
using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Brokers;
using FakeNews.Chaos.Reading;

namespace FakeNews.Chaos.Faults;

/// <summary>What an operator does to topics and group with the ordinary tools.</summary>
public sealed class GroupOperator(string bootstrap, TopicSet topics, string group) : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);
    private readonly IAdminClient _admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap, ReconnectBackoffMaxMs = 500 })
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler(static (_, _) => { })
        .Build();

    /// <summary>Creates the topics.</summary>
    /// <param name="partitions">Partitions of the articles topic.</param>
    /// <param name="results">Partitions of each topic of results.</param>
    /// <param name="replication">Replicas.</param>
    public Task CreateTopicsAsync(int partitions, int results, short replication) => _admin.CreateTopicsAsync(
        new[] { topics.Articles, topics.Verdicts, topics.Flagged, topics.DeadLetters }.Select(topic =>
            new TopicSpecification { Name = topic, NumPartitions = topic == topics.Articles ? partitions : results, ReplicationFactor = replication }));

    /// <summary>Gives the articles topic one more partition, unless it has enough.</summary>
    /// <returns>How many it has.</returns>
    public async Task<int> AddPartitionAsync(int most)
    {
        var now = _admin.GetMetadata(topics.Articles, Bound).Topics.Single().Partitions.Count;
        if (now >= most)
        {
            return now;
        }

        await _admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = topics.Articles, IncreaseTo = now + 1 }], new CreatePartitionsOptions { RequestTimeout = Bound });
        return now + 1;
    }

    /// <summary>Sets the group's offsets back.</summary>
    /// <param name="articles">By so many on each partition, or as many as there are.</param>
    /// <returns>What is to be judged again; null where Kafka refuses because the group has members.</returns>
    public async Task<IReadOnlyList<OrderedAgain>?> TrySetBackAsync(int articles)
    {
        try
        {
            var answers = await _admin.ListConsumerGroupOffsetsAsync(
                [new ConsumerGroupTopicPartitions(group, null)],
                new ListConsumerGroupOffsetsOptions { RequestTimeout = Bound, RequireStableOffsets = true });
            OrderedAgain[] again = [.. answers.Single().Partitions
                .Where(each => each.Topic == topics.Articles && each.Offset.Value > 0)
                .Select(each => new OrderedAgain(each.Partition.Value, Math.Max(0, each.Offset.Value - articles), each.Offset.Value))];
            var offsets = again.Select(each => new TopicPartitionOffset(topics.Articles, each.Partition, each.From)).ToList();
            await _admin.AlterConsumerGroupOffsetsAsync(
                [new ConsumerGroupTopicPartitionOffsets(group, offsets)],
                new AlterConsumerGroupOffsetsOptions { RequestTimeout = Bound });
            return again;
        }
        catch (KafkaException)
        {
            return null;
        }
    }

    /// <summary>The node that coordinates a silo's transactions, or null.</summary>
    public int? CoordinatorOf(string silo) => Coordinators.Of($"{group}-{silo}", bootstrap);

    /// <summary>Waits until every replica is in sync again, so that the next node may fail.</summary>
    public async Task<bool> WaitInSyncAsync(TimeSpan bound, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < bound)
        {
            try
            {
                if (_admin.GetMetadata(TimeSpan.FromSeconds(3)).Topics.SelectMany(topic => topic.Partitions).All(each => each.InSyncReplicas.Length == each.Replicas.Length && each.Leader >= 0))
                {
                    return true;
                }
            }
            catch (KafkaException)
            {
                // Not yet.
            }

            await beat.WaitForNextTickAsync(cancellation);
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _admin.Dispose();
}
