using Confluent.Kafka;

namespace FakeNews.Ingest.Delivery;

/// <summary>Sends records and gathers what the broker says of each.</summary>
internal sealed class Receipts
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<OutgoingRecord> _tooLarge = [];
    // One more than the records under way, until nothing more is sent.
    private int _outstanding = 1;

    /// <summary>The first failure other than of size.</summary>
    public Error? Failure { get; private set; }

    /// <summary>Records that are too large and have something smaller to offer; complete after <see cref="Wait"/>.</summary>
    public IReadOnlyList<OutgoingRecord> TooLarge => _tooLarge;

    /// <summary>Hands a record to the producer.</summary>
    /// <exception cref="KafkaException">The producer takes none.</exception>
    public void Send(IProducer<byte[]?, byte[]?> producer, OutgoingRecord record)
    {
        Interlocked.Increment(ref _outstanding);
        while (true)
        {
            try
            {
                var message = new Message<byte[]?, byte[]?> { Key = record.Key, Value = record.Value, Headers = record.Headers };
                producer.Produce(record.Topic, message, report => Settle(record, report.Error));
                return;
            }
            catch (ProduceException<byte[]?, byte[]?> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
            {
                // The background thread empties the queue; its bound is the message timeout.
                producer.Poll(TimeSpan.FromMilliseconds(50));
            }
            catch (ProduceException<byte[]?, byte[]?> exception) when (exception.Error.Code == ErrorCode.MsgSizeTooLarge && record.Smaller is not null)
            {
                Settle(record, exception.Error);
                return;
            }
        }
    }

    /// <summary>Waits for the broker's word on every record sent; nothing is sent after it.</summary>
    public bool Wait(TimeSpan bound)
    {
        Done();
        return _settled.Task.Wait(bound);
    }

    private void Settle(OutgoingRecord record, Error error)
    {
        if (error.IsError)
        {
            lock (_gate)
            {
                if (error.Code == ErrorCode.MsgSizeTooLarge && record.Smaller is not null)
                {
                    _tooLarge.Add(record);
                }
                else
                {
                    Failure ??= error;
                }
            }
        }

        Done();
    }

    private void Done()
    {
        if (Interlocked.Decrement(ref _outstanding) == 0)
        {
            _settled.TrySetResult();
        }
    }
}
