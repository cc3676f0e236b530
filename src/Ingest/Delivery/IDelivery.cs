namespace FakeNews.Ingest.Delivery;

/// <summary>
/// Makes results visible and commits the offsets they came from. All calls block, are bounded, and come from the consumer's thread: results, offsets and
/// rebalances never cross. One instance lives as long as its consumer.
/// </summary>
public interface IDelivery : IDisposable
{
    /// <summary>Makes ready; under exactly-once this fences every earlier holder of the transactional id and settles what it left open.</summary>
    /// <exception cref="Confluent.Kafka.KafkaException">The broker refused or did not answer in time.</exception>
    void Open();

    /// <summary>
    /// Ends, as aborted, what a transaction of this delivery's left open on partitions whose end its coordinator forgot to mark. From then on what is visible of it is final.
    /// </summary>
    /// <param name="topics">The topics of results.</param>
    DeliveryResult EndForgotten(IReadOnlyList<string> topics);

    /// <summary>Sends one consignment. Failures are outcomes; nothing is thrown for them.</summary>
    DeliveryResult Deliver(Consignment consignment);
}
