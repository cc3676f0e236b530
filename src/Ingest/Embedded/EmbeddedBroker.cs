using Confluent.Kafka;

namespace FakeNews.Ingest.Embedded;

/// <summary>
/// A Kafka broker inside this process, on a free loopback port: librdkafka's mock cluster. It speaks the real protocol, so any client works with it, and makes
/// topics (of 4 partitions) on first use. It is for trying out: everything is in memory, a partition keeps its newest 5 MB or 100,000 records and drops older
/// ones read or unread, and it has neither transactions nor an administration interface (creating topics times out, listing groups crashes the process).
/// </summary>
public sealed class EmbeddedBroker : IDisposable
{
    private readonly IProducer<Null, Null> _host;

    private EmbeddedBroker(IProducer<Null, Null> host, string address) => (_host, Address) = (host, address);

    /// <summary>Where it listens, as <c>host:port</c>.</summary>
    public string Address { get; }

    /// <summary>Starts a broker.</summary>
    /// <exception cref="KafkaException">It could not listen.</exception>
    public static EmbeddedBroker Start()
    {
        var configuration = new ProducerConfig { ClientId = "embedded-broker" };
        configuration.Set("test.mock.num.brokers", "1");
        var host = new ProducerBuilder<Null, Null>(configuration).SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
        try
        {
            using var admin = new DependentAdminClientBuilder(host.Handle).Build();
            var broker = admin.GetMetadata(TimeSpan.FromSeconds(10)).Brokers.Single();
            return new EmbeddedBroker(host, $"{broker.Host}:{broker.Port}");
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Ends the broker; what it held is gone.</summary>
    public void Dispose() => _host.Dispose();
}
