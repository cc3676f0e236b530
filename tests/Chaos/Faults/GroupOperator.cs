using Confluent.Kafka;
using Confluent.Kafka.Admin;
using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Brokers;
using FakeNews.Chaos.Reading;

namespace FakeNews.Chaos.Faults;

/// <summary>
/// What an operator does to topics and group with the ordinary tools. Each command has a client of its own, as theirs has: an administration client that has
/// seen its broker die answers no more (librdkafka 2.16), and ends the process by a failed assertion.
/// </summary>
public sealed class GroupOperator(string bootstrap, TopicSet topics, string group)
{
    private const int Attempts = 6;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    /// <summary>Creates the topics.</summary>
    /// <param name="partitions">Partitions of the articles topic.</param>
    /// <param name="results">Partitions of each topic of results.</param>
    /// <param name="replication">Replicas.</param>
    public async Task CreateTopicsAsync(int partitions, int results, short replication)
    {
        using var admin = Connect();
        await admin.CreateTopicsAsync(new[] { topics.Articles, topics.Verdicts, topics.Flagged, topics.DeadLetters }.Select(topic =>
            new TopicSpecification { Name = topic, NumPartitions = topic == topics.Articles ? partitions : results, ReplicationFactor = replication }));
    }

    /// <summary>Gives the articles topic one more partition, unless it has enough.</summary>
    /// <returns>How many it has.</returns>
    public async Task<int> AddPartitionAsync(int most)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var admin = Connect();
                var now = admin.GetMetadata(topics.Articles, Bound).Topics.Single().Partitions.Count;
                if (now < most)
                {
                    await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = topics.Articles, IncreaseTo = now + 1 }], new CreatePartitionsOptions { RequestTimeout = Bound });
                }

                return Math.Min(most, now + 1);
            }
            catch (KafkaException) when (attempt < Attempts)
            {
                // A node that has just come back may need a while; each attempt has a client of its own, which knows nothing of the node's end.
                await Task.Delay(TimeSpan.FromSeconds(3));
            }
        }
    }

    /// <summary>Sets the group's offsets back, by a consumer's calls: an administration client that asks for offsets while a group is read ended the harness once.</summary>
    /// <param name="articles">By so many on each partition, or as many as there are.</param>
    /// <returns>What is to be judged again; null where Kafka refuses because the group has members.</returns>
    public Task<IReadOnlyList<OrderedAgain>?> TrySetBackAsync(int articles) => Task.Run(() => TrySetBack(articles));

    private IReadOnlyList<OrderedAgain>? TrySetBack(int articles)
    {
        try
        {
            // Of no generation: Kafka takes its commit only while the group is empty. It waits for what transactions still hold.
            using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig
            {
                BootstrapServers = bootstrap,
                GroupId = group,
                EnableAutoCommit = false,
                IsolationLevel = IsolationLevel.ReadCommitted,
            }).SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
            using var metadata = new DependentAdminClientBuilder(consumer.Handle).Build();
            var partitions = metadata.GetMetadata(topics.Articles, Bound).Topics.Single().Partitions.Select(partition => new TopicPartition(topics.Articles, partition.PartitionId));
            OrderedAgain[] again = [.. consumer.Committed(partitions, Bound)
                .Where(each => each.Offset.Value > 0)
                .Select(each => new OrderedAgain(each.Partition.Value, Math.Max(0, each.Offset.Value - articles), each.Offset.Value))];
            if (again.Length > 0)
            {
                consumer.Commit(again.Select(each => new TopicPartitionOffset(topics.Articles, each.Partition, each.From)));
            }

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
        using var admin = Connect();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < bound)
        {
            try
            {
                if (admin.GetMetadata(TimeSpan.FromSeconds(3)).Topics.SelectMany(topic => topic.Partitions).All(each => each.InSyncReplicas.Length == each.Replicas.Length && each.Leader >= 0))
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

    private IAdminClient Connect() => new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap, ReconnectBackoffMaxMs = 500 })
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler(static (_, _) => { })
        .Build();
}
