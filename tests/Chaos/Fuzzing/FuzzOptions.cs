namespace FakeNews.Chaos.Fuzzing;

/// <summary>What a fuzz run is to be.</summary>
public sealed record FuzzOptions
{
    /// <summary>Records. Default 200,000.</summary>
    public long Records { get; init; } = 200_000;

    /// <summary>Seed. Default 7.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>Longest time without a commit while there is something to do. Default 60 s.</summary>
    public TimeSpan StallBound { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The model package; null for a tiny one that the harness makes.</summary>
    public string? Model { get; init; }

    /// <summary>Path of fakenews.dll; null for the one built beside the harness.</summary>
    public string? Program { get; init; }

    /// <summary>A Kafka distribution; null for <c>FAKENEWS_KAFKA_HOME</c>.</summary>
    public string? KafkaHome { get; init; }

    /// <summary>The run's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Further settings of the silo.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
