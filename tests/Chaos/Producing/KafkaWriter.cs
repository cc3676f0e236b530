using Confluent.Kafka;

namespace FakeNews.Chaos.Producing;

/// <summary>An idempotent producer that outlives broker faults: it waits for the brokers as long as it takes, and never sends one record under two numbers.</summary>
public sealed class KafkaWriter : IDisposable
{
    private readonly string _topic;
    private readonly string _bootstrap;
    private readonly Lock _gate = new();
    private IProducer<byte[]?, byte[]?> _producer;
    private int _outstanding;

    /// <summary>Connects.</summary>
    /// <param name="bootstrap">The brokers.</param>
    /// <param name="topic">The topic written to.</param>
    public KafkaWriter(string bootstrap, string topic)
    {
        (_bootstrap, _topic) = (bootstrap, topic);
        _producer = Build();
    }

    /// <summary>Records without the broker's word.</summary>
    public int Outstanding => Volatile.Read(ref _outstanding);

    /// <summary>Hands a record over; waits while the client's queue is full.</summary>
    /// <param name="message">The record.</param>
    /// <param name="settled">Called with the broker's word.</param>
    public void Send(Message<byte[]?, byte[]?> message, Action<DeliveryReport<byte[]?, byte[]?>> settled)
    {
        ArgumentNullException.ThrowIfNull(settled);
        Interlocked.Increment(ref _outstanding);
        while (true)
        {
            var producer = Volatile.Read(ref _producer);
            try
            {
                producer.Produce(_topic, message, report =>
                {
                    settled(report);
                    Interlocked.Decrement(ref _outstanding);
                });
                return;
            }
            catch (ProduceException<byte[]?, byte[]?> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
            {
                producer.Flush(TimeSpan.FromMilliseconds(50));
            }
            catch (ProduceException<byte[]?, byte[]?> exception) when (exception.Error.IsFatal || exception.Error.Code == ErrorCode.Local_Fatal)
            {
                Replace(producer);
            }
            catch (ProduceException<byte[]?, byte[]?>)
            {
                Interlocked.Decrement(ref _outstanding);
                throw;
            }
        }
    }

    /// <summary>Waits until all records are settled.</summary>
    /// <returns>False where some are not after the bound.</returns>
    public bool Flush(TimeSpan bound) => _producer.Flush(bound) == 0;

    // A producer that a dead broker left with an idempotence error sends nothing any more: its articles are reported as unclear, and a new one goes on.
    private void Replace(IProducer<byte[]?, byte[]?> dead)
    {
        lock (_gate)
        {
            if (_producer == dead)
            {
                Volatile.Write(ref _producer, Build());
                dead.Flush(TimeSpan.FromSeconds(5));
                dead.Dispose();
            }
        }
    }

    private IProducer<byte[]?, byte[]?> Build() => new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig
    {
        BootstrapServers = _bootstrap,
        ClientId = "fakenews-chaos",
        EnableIdempotence = true,
        Acks = Acks.All,
        LingerMs = 5,
        // An article waits out every fault of a run: what is given up would be neither there nor not there.
        MessageTimeoutMs = 600_000,
        ReconnectBackoffMaxMs = 500,
        TopicMetadataRefreshIntervalMs = 2000,
        QueueBufferingMaxKbytes = 256 * 1024,
        Partitioner = Partitioner.Murmur2Random,
    })
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler(static (_, _) => { })
        .Build();

    /// <inheritdoc/>
    public void Dispose() => _producer.Dispose();
}
