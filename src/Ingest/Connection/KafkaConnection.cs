using Confluent.Kafka;
using FakeNews.Ingest.Embedded;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FakeNews.Ingest.Connection;

/// <summary>
/// The way to the brokers: the configured ones, or the embedded one, which is started when it is first needed. Makes the settings of every client, so that the
/// operator's settings reach all of them and the product's promises stay with none to override.
/// </summary>
public sealed class KafkaConnection(IOptions<KafkaOptions> options, ILogger<KafkaConnection> log) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ClientLog _clientLog = new(log, TimeProvider.System);
    private EmbeddedBroker? _embedded;
    private bool _disposed;

    /// <summary>The options in force.</summary>
    public KafkaOptions Options { get; } = options.Value;

    /// <summary>True where the broker is the embedded one.</summary>
    public bool IsEmbedded => Options.UsesEmbeddedBroker;

    /// <summary>The brokers' addresses; starts the embedded broker where it is the one.</summary>
    public string BootstrapServers => IsEmbedded ? Embedded().Address : Options.BootstrapServers!.Trim();

    /// <summary>Settings of a member of the group.</summary>
    /// <param name="silo">The silo's name.</param>
    public ConsumerConfig Member(string silo) => Apply(new ConsumerConfig
    {
        ClientId = silo,
        GroupId = Options.GroupId,
        GroupInstanceId = Options.StaticMembership ? silo : null,
        SessionTimeoutMs = Milliseconds(Options.SessionTimeout),
        HeartbeatIntervalMs = Math.Min(3000, Milliseconds(Options.SessionTimeout) / 4),
        TopicMetadataRefreshIntervalMs = 30_000,
        PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
        QueuedMinMessages = 10_000,
    });

    /// <summary>Settings of a reader without a group.</summary>
    /// <param name="purpose">Names the client in the broker's logs.</param>
    public ConsumerConfig Reader(string purpose) => Apply(new ConsumerConfig
    {
        ClientId = purpose,
        // The library insists on a group; nothing is ever committed or joined under it.
        GroupId = Options.GroupId + "." + purpose,
        QueuedMinMessages = 1000,
    });

    /// <summary>Settings of a producer; idempotent, waits for all replicas.</summary>
    /// <param name="clientId">Names the client.</param>
    public ProducerConfig Producer(string clientId)
    {
        var configuration = new ProducerConfig
        {
            ClientId = clientId,
            Acks = Acks.All,
            EnableIdempotence = true,
            LingerMs = 5,
            CompressionType = CompressionType.Lz4,
            // As Java clients do, so that a key lies on the same partition whoever wrote it.
            Partitioner = Partitioner.Murmur2Random,
            MessageMaxBytes = Options.MaxRecordBytes,
            MessageTimeoutMs = 30_000,
        };
        return Apply(configuration);
    }

    /// <summary>Settings of an administration client.</summary>
    public AdminClientConfig Admin() => Apply(new AdminClientConfig { ClientId = "fakenews-admin" });

    /// <summary>A consumer of bytes whose complaints go to the log.</summary>
    internal ConsumerBuilder<byte[]?, byte[]?> Build(ConsumerConfig configuration, Action<Error>? complaint = null) =>
        new ConsumerBuilder<byte[]?, byte[]?>(configuration)
            .SetKeyDeserializer(Deserializers.ByteArray)
            .SetValueDeserializer(Deserializers.ByteArray)
            .SetLogHandler((_, message) => _clientLog.Write(message))
            .SetErrorHandler((_, error) => Complain(error, complaint));

    /// <summary>A producer of bytes whose complaints go to the log.</summary>
    internal IProducer<byte[]?, byte[]?> Build(ProducerConfig configuration, Action<Error>? complaint = null) =>
        new ProducerBuilder<byte[]?, byte[]?>(configuration)
            .SetLogHandler((_, message) => _clientLog.Write(message))
            .SetErrorHandler((_, error) => Complain(error, complaint))
            .Build();

    /// <summary>An administration client whose complaints go to the log.</summary>
    internal IAdminClient BuildAdmin(Action<Error>? complaint = null) =>
        new AdminClientBuilder(Admin())
            .SetLogHandler((_, message) => _clientLog.Write(message))
            .SetErrorHandler((_, error) => Complain(error, complaint))
            .Build();

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _embedded?.Dispose();
            _embedded = null;
        }
    }

    private void Complain(Error error, Action<Error>? complaint)
    {
        _clientLog.Write(error);
        complaint?.Invoke(error);
    }

    private EmbeddedBroker Embedded()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _embedded ??= EmbeddedBroker.Start();
        }
    }

    private ConsumerConfig Apply(ConsumerConfig configuration)
    {
        configuration.EnableAutoCommit = false;
        configuration.EnableAutoOffsetStore = false;
        configuration.AutoOffsetReset = AutoOffsetReset.Earliest;
        configuration.IsolationLevel = IsolationLevel.ReadCommitted;
        configuration.AllowAutoCreateTopics = IsEmbedded;
        configuration.QueuedMaxMessagesKbytes = 16 * 1024;
        configuration.FetchQueueBackoffMs = 20;
        return Apply<ConsumerConfig>(configuration);
    }

    private T Apply<T>(T configuration)
        where T : ClientConfig
    {
        configuration.BootstrapServers = BootstrapServers;
        foreach (var (name, value) in ClientSettings.Read(Options))
        {
            configuration.Set(name, value);
        }

        return configuration;
    }

    private static int Milliseconds(TimeSpan time) => (int)time.TotalMilliseconds;
}
