using Confluent.Kafka;

namespace FakeNews.Ingest.Consuming;

/// <summary>
/// The membership under which records are read. It is taken at each rebalance, not at each commit: a member that was thrown out of the group (a process that was
/// stopped and woke up) has empty membership data until its partitions are taken from it, and a broker accepts a transaction's offsets with empty data from
/// anybody. With the data of the last rebalance it refuses them, and that is the point.
/// </summary>
internal sealed class GroupMembership
{
    /// <summary>What goes with the offsets; null while this is no member.</summary>
    public IConsumerGroupMetadata? Current { get; private set; }

    /// <summary>Takes the membership of the generation just joined.</summary>
    public void Renew(IConsumer<byte[]?, byte[]?> consumer)
    {
        var before = consumer.MemberId;
        if (string.IsNullOrEmpty(before))
        {
            // A consumer that has left its group has no metadata either, and asking for it all the same ends the process (rd_kafka_consumer_group_metadata_write(NULL)).
            Current = null;
            return;
        }

        var metadata = consumer.ConsumerGroupMetadata;
        Current = consumer.MemberId == before ? metadata : null;
    }

    /// <summary>The membership is lost.</summary>
    public void Lose() => Current = null;
}
