namespace FakeNews.Ingest.Consuming;

/// <summary>Bounds of what is in flight between reading and delivering (section <c>Kafka:Window</c>).</summary>
public sealed class WindowOptions
{
    /// <summary>Most articles in flight. Default 2048: a few hundred milliseconds of a fast device.</summary>
    public int Articles { get; set; } = 2048;

    /// <summary>Most bytes of record values in flight; in memory a text takes about three times that. Default 64 MiB.</summary>
    public long Bytes { get; set; } = 64L << 20;

    /// <summary>Share of the bounds below which reading goes on. Default 0.5.</summary>
    public double ResumeAt { get; set; } = 0.5;
}
