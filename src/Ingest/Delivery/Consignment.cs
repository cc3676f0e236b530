using Confluent.Kafka;

namespace FakeNews.Ingest.Delivery;

/// <summary>What goes out together: results, and the offsets of the input they came from.</summary>
/// <param name="Records">Verdicts, flagged articles and dead letters, in input order within each partition.</param>
/// <param name="Offsets">One past the last finished record of each partition; none where those were committed before.</param>
/// <param name="Membership">The consumer's membership under which the input was read; null where it has none at the moment. Goes with offsets.</param>
public sealed record Consignment(IReadOnlyList<OutgoingRecord> Records, IReadOnlyList<TopicPartitionOffset> Offsets, IConsumerGroupMetadata? Membership)
{
    /// <summary>True where it has offsets and the consumer is no member that could commit them.</summary>
    public bool LacksMember => Membership is null && Offsets.Count > 0;
}
