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

    /// <summary>Sends one consignment. Failures are outcomes; nothing is thrown for them.</summary>
    DeliveryResult Deliver(Consignment consignment);
}
