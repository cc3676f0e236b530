using System.Diagnostics;
using Confluent.Kafka;
using FakeNews.Ingest.Connection;

namespace FakeNews.Ingest.Delivery;

/// <summary>
/// One Kafka transaction for each consignment: results and consumed offsets become visible together or not at all. An aborted consignment leaves nothing that a
/// <c>read_committed</c> reader sees; its results are still in the caller's hands, so it can be sent again without judging again. Where it stays unclear
/// whether a commit went through, the outcome is <see cref="DeliveryOutcome.Broken"/>: the next holder of the transactional id settles it in <see cref="Open"/>,
/// before it reads the committed offsets.
/// </summary>
internal sealed class ExactlyOnceDelivery(IProducer<byte[]?, byte[]?> producer, TimeSpan bound) : IDelivery
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    // Remembered from one attempt to the next: after a refused record the library needs an aborted transaction more until its sequence numbers are right again.
    private readonly HashSet<OutgoingRecord> _tooLarge = new(ReferenceEqualityComparer.Instance);
    private bool _abandoned;

    /// <inheritdoc/>
    public void Open() => Within(producer.InitTransactions);

    /// <inheritdoc/>
    public DeliveryResult Deliver(Consignment consignment)
    {
        if (consignment.LacksMember)
        {
            return DeliveryResult.Undone("The consumer is not a member of its group at the moment.");
        }

        var receipts = new Receipts();
        var result = Transact(consignment with { Records = [.. consignment.Records.Select(record => _tooLarge.Contains(record) ? record.Smaller!() : record)] }, receipts);
        if (result.Outcome == DeliveryOutcome.Delivered)
        {
            _tooLarge.Clear();
        }
        else
        {
            _tooLarge.UnionWith(receipts.TooLarge);
        }

        return result;
    }

    /// <inheritdoc/>
    public DeliveryResult EndForgotten(IReadOnlyList<string> topics) => Sorted(() =>
    {
        using var metadata = new DependentAdminClientBuilder(producer.Handle).Build();
        var places = topics.SelectMany(topic => metadata.GetMetadata(topic, bound).Topics)
            .SelectMany(topic => topic.Partitions.Select(partition => new TopicPartition(topic.Topic, partition.PartitionId))).ToList();

        // Only a partition that is part of a transaction gets its marker, and only a record makes it part. Nobody ever sees these.
        producer.BeginTransaction();
        places.ForEach(place => producer.Produce(place, new Message<byte[]?, byte[]?>()));
        Within(left => producer.Flush(left));
        Within(producer.AbortTransaction);
        return DeliveryResult.Delivered;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_abandoned)
        {
            BoundedCall.TryRun(producer.Dispose, bound);
        }
    }

    private DeliveryResult Transact(Consignment consignment, Receipts receipts) => Sorted(() =>
    {
        producer.BeginTransaction();
        foreach (var record in consignment.Records)
        {
            receipts.Send(producer, record);
        }

        if (receipts.TooLarge.Count > 0)
        {
            return Abort("A record is larger than the producer's limit.");
        }

        if (consignment.Offsets.Count > 0)
        {
            Within(left => producer.SendOffsetsToTransaction(consignment.Offsets, consignment.Membership, left));
        }

        Within(producer.CommitTransaction);
        return DeliveryResult.Delivered;
    });

    private DeliveryResult Sorted(Func<DeliveryResult> work)
    {
        try
        {
            return work();
        }
        catch (TimeoutException)
        {
            return DeliveryResult.Broken("The broker did not answer within the bound while a transaction was open.");
        }
        catch (KafkaRetriableException exception)
        {
            // Even a commit may have gone through: only the next holder of the id knows.
            return DeliveryResult.Broken(BrokerErrors.Sentence(exception.Error));
        }
        catch (KafkaException exception) when (exception.Error.IsFatal || DeliveryFailure.IsFenced(exception.Error))
        {
            return Ended(exception.Error);
        }
        catch (KafkaException exception)
        {
            return Abort(BrokerErrors.Sentence(exception.Error));
        }
    }

    private DeliveryResult Abort(string problem)
    {
        try
        {
            Within(producer.AbortTransaction);
            return DeliveryResult.Undone(problem);
        }
        catch (TimeoutException)
        {
            return DeliveryResult.Broken(problem);
        }
        catch (KafkaException exception)
        {
            return Ended(exception.Error);
        }
    }

    private static DeliveryResult Ended(Error error)
    {
        var sentence = BrokerErrors.Sentence(error);
        return DeliveryFailure.IsFenced(error) ? DeliveryResult.Fenced(sentence) : DeliveryResult.Broken(sentence);
    }

    /// <summary>Makes a call, and makes it again while its error is retriable and the bound is not reached.</summary>
    private void Within(Action<TimeSpan> call)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = bound - Stopwatch.GetElapsedTime(started);
            try
            {
                // The calls' own timeouts are not always kept (librdkafka #5511: a coordinator that is taken away), hence a second bound.
                if (!BoundedCall.TryRun(() => call(left), left + Margin))
                {
                    _abandoned = true;
                    throw new TimeoutException();
                }

                return;
            }
            catch (KafkaRetriableException) when (bound - Stopwatch.GetElapsedTime(started) > Margin)
            {
                // Most retriable errors pass in a moment: another transaction of this id is being closed.
                Thread.Sleep(20);
            }
        }
    }
}
