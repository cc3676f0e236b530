using FakeNews.Ingest.Consuming;

namespace FakeNews.Ingest.Connection;

/// <summary>How the product meets Kafka (section <c>Kafka</c>).</summary>
public sealed class KafkaOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Kafka";

    /// <summary>Brokers as <c>host:port[,host:port…]</c>. Empty (the default) starts the embedded broker, which is for trying out.</summary>
    public string? BootstrapServers { get; set; }

    /// <summary>The topics' names.</summary>
    public TopicNames Topics { get; set; } = new();

    /// <summary>The consumer group; all silos of one installation share it. Default <c>fakenews</c>.</summary>
    public string GroupId { get; set; } = "fakenews";

    /// <summary>
    /// Static membership: a silo keeps its partitions over a restart shorter than the session timeout. The member is named by the silo, so silo names must be
    /// stable and unique. Default false.
    /// </summary>
    public bool StaticMembership { get; set; }

    /// <summary>Partitions of a topic that is missing. Default 6. The embedded broker has its own number.</summary>
    public int Partitions { get; set; } = 6;

    /// <summary>Replicas of a topic that is missing; -1 (the default) leaves it to the broker.</summary>
    public short ReplicationFactor { get; set; } = -1;

    /// <summary>What is promised to readers of the verdicts. Default <see cref="DeliveryGuarantee.Auto"/>.</summary>
    public DeliveryGuarantee Delivery { get; set; }

    /// <summary>What may be in flight.</summary>
    public WindowOptions Window { get; set; } = new();

    /// <summary>Most articles handed to the tokenizer in one call. Default 64.</summary>
    public int BatchArticles { get; set; } = 64;

    /// <summary>
    /// Calls in a row that may fail on an article alone before it is dead-lettered (a failing batch is halved until it is alone); an outage of the judge as a
    /// whole counts for none. Default 3.
    /// </summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Longest time between two commits while results are ready. Default 100 ms.</summary>
    public TimeSpan CommitInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>After this the coordinator aborts a dead silo's transaction; until then it holds up <c>read_committed</c> readers. Default 15 s.</summary>
    public TimeSpan TransactionTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>After this a silent silo loses its partitions. Default 10 s.</summary>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bound of any one call to the broker. Default 10 s.</summary>
    public TimeSpan BrokerTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a revocation waits for articles under way before it drops them. Default 2 s.</summary>
    public TimeSpan RevocationGrace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a stop waits for articles under way before it drops them. Default 20 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Largest record that is sent, in bytes; a larger dead letter is cut and says so. Default 16 MiB; a broker's own limit is often 1 MiB.</summary>
    public int MaxRecordBytes { get; set; } = 16 << 20;

    /// <summary>
    /// Any librdkafka setting by its name, e.g. <c>Kafka:Client:security.protocol=SASL_SSL</c>; in environment variables underscores may stand for dots
    /// (<c>Kafka__Client__sasl_password</c>). Values are never printed.
    /// </summary>
    public Dictionary<string, string> Client { get; set; } = [];

    /// <summary>A file of such settings, one <c>name=value</c> a line, e.g. a mounted secret; <see cref="Client"/> goes before it.</summary>
    public string? ClientFile { get; set; }

    /// <summary>True where the embedded broker is used.</summary>
    public bool UsesEmbeddedBroker => string.IsNullOrWhiteSpace(BootstrapServers);

    /// <summary>The promise that holds: <see cref="Delivery"/> with <see cref="DeliveryGuarantee.Auto"/> decided.</summary>
    public DeliveryGuarantee EffectiveDelivery => Delivery != DeliveryGuarantee.Auto
        ? Delivery
        : UsesEmbeddedBroker ? DeliveryGuarantee.AtLeastOnce : DeliveryGuarantee.ExactlyOnce;
}
