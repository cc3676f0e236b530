using Confluent.Kafka;
using FakeNews.Ingest.Connection;

namespace FakeNews.Ingest.Delivery;

/// <summary>
/// Writes all results, waits for the broker's acknowledgement of each, and only then commits the offsets. Nothing is lost; what was written before a failure may
/// be written again.
/// </summary>
internal sealed class AtLeastOnceDelivery(IProducer<byte[]?, byte[]?> producer, IConsumer<byte[]?, byte[]?> consumer, TimeSpan bound) : IDelivery
{
    private bool _abandoned;

    /// <inheritdoc/>
    public void Open()
    {
    }

    /// <inheritdoc/>
    public DeliveryResult EndForgotten(IReadOnlyList<string> topics) => DeliveryResult.Delivered;

    /// <inheritdoc/>
    public DeliveryResult Deliver(Consignment consignment)
    {
        try
        {
            return Write(consignment.Records) is { } failure ? failure : Commit(consignment.Offsets);
        }
        catch (KafkaException exception)
        {
            return DeliveryFailure.Sort(exception.Error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_abandoned)
        {
            BoundedCall.TryRun(producer.Dispose, bound);
        }
    }

    private DeliveryResult? Write(IReadOnlyList<OutgoingRecord> records)
    {
        var receipts = new Receipts();
        foreach (var record in records)
        {
            receipts.Send(producer, record);
        }

        if (!receipts.Wait(bound))
        {
            return DeliveryResult.Undone("The broker did not acknowledge the results in time.");
        }

        if (receipts.Failure is { } error)
        {
            return DeliveryFailure.Sort(error);
        }

        return receipts.TooLarge.Count == 0 ? null : Write([.. receipts.TooLarge.Select(record => record.Smaller!())]);
    }

    private DeliveryResult Commit(IReadOnlyList<TopicPartitionOffset> offsets)
    {
        if (BoundedCall.TryRun(() => consumer.Commit(offsets), bound))
        {
            return DeliveryResult.Delivered;
        }

        _abandoned = true;
        return DeliveryResult.Broken("The broker did not answer a commit in time.");
    }
}
