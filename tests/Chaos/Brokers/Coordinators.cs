using Confluent.Kafka;

namespace FakeNews.Chaos.Brokers;

/// <summary>Finds the node that coordinates a transactional id: the leader of its partition of Kafka's own transaction log.</summary>
public static class Coordinators
{
    private const string Log = "__transaction_state";

    /// <summary>The node's id, or null while the log or its leader is not there.</summary>
    public static int? Of(string transactionalId, string bootstrap)
    {
        ArgumentNullException.ThrowIfNull(transactionalId);
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap }).SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
        var partitions = admin.GetMetadata(Log, TimeSpan.FromSeconds(5)).Topics.Single().Partitions;
        if (partitions.Count == 0)
        {
            return null;
        }

        var partition = (int)((uint)(JavaHash(transactionalId) & int.MaxValue) % (uint)partitions.Count);
        return partitions.Single(each => each.PartitionId == partition).Leader is > 0 and var leader ? leader : null;
    }

    /// <summary>Java's <c>String.hashCode</c>, by which the broker chooses the partition.</summary>
    private static int JavaHash(string text)
    {
        var hash = 0;
        foreach (var unit in text)
        {
            hash = unchecked((31 * hash) + unit);
        }

        return hash;
    }
}
