using Confluent.Kafka;
using FakeNews.Ingest.Delivery;

namespace FakeNews.Ingest.Settlement;

/// <summary>What the results say of offsets that the broker withholds.</summary>
/// <param name="Offsets">The next offset to read of each partition: the first article without a visible result.</param>
/// <param name="Answered">By partition, articles after that which have one.</param>
/// <param name="Flagged">Copies for the flagged topic that are missing beside their verdicts.</param>
internal sealed record Settlement(
    IReadOnlyList<TopicPartitionOffset> Offsets, IReadOnlyDictionary<int, IReadOnlySet<long>> Answered, IReadOnlyList<OutgoingRecord> Flagged);
