using System.Collections.Immutable;
using FakeNews.Chaos.Faults;

namespace FakeNews.Chaos.Runs;

/// <summary>What a run is to be.</summary>
public sealed record RunOptions
{
    /// <summary>How long faults happen. Default 5 minutes.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Seed of everything random. Default 42.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Silos: 1 to 3. Default 2.</summary>
    public int Silos { get; init; } = 2;

    /// <summary>Broker nodes: 1 or 3. Default 1.</summary>
    public int Brokers { get; init; } = 1;

    /// <summary>The faults. Default all but those of the clock.</summary>
    public ImmutableArray<IFault> Faults { get; init; } = FaultCatalog.Usual;

    /// <summary>Articles a second. Default 50.</summary>
    public double Rate { get; init; } = 50;

    /// <summary>Most articles. Default: as many as the rate makes.</summary>
    public long Articles { get; init; } = long.MaxValue;

    /// <summary>Partitions of the articles topic at the start. Default 6.</summary>
    public int Partitions { get; init; } = 6;

    /// <summary>Different keys. Default 200.</summary>
    public int Keys { get; init; } = 200;

    /// <summary>Different texts, each of which <c>classify</c> judges once. Default 300.</summary>
    public int Texts { get; init; } = 300;

    /// <summary>The model package; null for a tiny one that the harness makes.</summary>
    public string? Model { get; init; }

    /// <summary>Path of fakenews.dll; null for the one built beside the harness.</summary>
    public string? Program { get; init; }

    /// <summary>A Kafka distribution; null for <c>FAKENEWS_KAFKA_HOME</c>.</summary>
    public string? KafkaHome { get; init; }

    /// <summary>The run's folder: logs, brokers' data, ledger.</summary>
    public required string Folder { get; init; }

    /// <summary><c>exactly-once</c> or <c>at-least-once</c> (which must be found to double).</summary>
    public string Delivery { get; init; } = "exactly-once";

    /// <summary>A Redis, host:port, that makes the silos one Orleans cluster; null for silos that meet in the consumer group alone.</summary>
    public string? Redis { get; init; }

    /// <summary>Further settings of the silos.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Longest recovery from a fault. Default 180 s.</summary>
    public TimeSpan RecoveryBound { get; init; } = TimeSpan.FromSeconds(180);
}
