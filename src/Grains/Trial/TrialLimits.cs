namespace FakeNews.Grains.Trial;

/// <summary>Configuration section <c>Trial</c>: when a candidate is stopped, and a fresh champion rolled back, without a person. Rates are compared by the safe end of their 95 % interval.</summary>
public sealed class TrialLimits
{
    /// <summary>The section's name.</summary>
    public const string Section = "Trial";

    /// <summary>Largest share of articles that may change side in the shadow. Default 0.05.</summary>
    public double MaximumFlipRate { get; set; } = 0.05;

    /// <summary>Largest share of articles that a model may fail on beyond the other's. Default 0.01.</summary>
    public double MaximumErrorRate { get; set; } = 0.01;

    /// <summary>Largest change of the share of flagged articles against the other model, either way. Default 0.1.</summary>
    public double MaximumFlagRateShift { get; set; } = 0.1;

    /// <summary>Largest p99 latency as a multiple of the other model's. Default 2; latencies are counted in steps of √2.</summary>
    public double MaximumLatencyRatio { get; set; } = 2;

    /// <summary>No latency below this breaks a limit. Default 100 ms.</summary>
    public TimeSpan ToleratedLatency { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Articles that a model must have seen before a limit counts. Default 200.</summary>
    public int MinimumArticles { get; set; } = 200;

    /// <summary>How long a fresh champion is watched against the one before. Default 10 minutes; zero: not at all.</summary>
    public TimeSpan RollbackWithin { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the limits are looked at. Default 5 s.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Largest part of a silo's lanes that the shadow may use, 0 to 1. Default 0.25.</summary>
    public double ShadowCapacity { get; set; } = 0.25;

    /// <summary>Articles that may wait for the shadow; more are dropped. Default 256.</summary>
    public int ShadowQueue { get; set; } = 256;
}
