using System.Collections.Immutable;

namespace FakeNews.Grains.Trial;

/// <summary>What one model did since it was last given a part.</summary>
/// <param name="Sha256">The model.</param>
/// <param name="Judged">Articles with a verdict.</param>
/// <param name="Flagged">Of them, those flagged.</param>
/// <param name="Failed">Articles it failed on.</param>
/// <param name="Latencies">Latencies by <see cref="LatencyBuckets"/>.</param>
[GenerateSerializer, Immutable]
public sealed record ArmFigures(
    [property: Id(0)] string Sha256,
    [property: Id(1)] long Judged,
    [property: Id(2)] long Flagged,
    [property: Id(3)] long Failed,
    [property: Id(4)] ImmutableArray<long> Latencies)
{
    /// <summary>Upper bound of the 99th percentile of the latency, in milliseconds.</summary>
    public double P99Ms => LatencyBuckets.Quantile(Latencies, 0.99);

    /// <summary>Nothing yet.</summary>
    public static ArmFigures None(string sha256) => new(sha256, 0, 0, 0, [.. new long[LatencyBuckets.Count]]);

    /// <summary>The sum of what several silos counted.</summary>
    public static ArmFigures Sum(string sha256, IEnumerable<ArmFigures> parts) => parts.Where(part => part.Sha256 == sha256).Aggregate(None(sha256), static (sum, part) => new(
        sum.Sha256,
        sum.Judged + part.Judged,
        sum.Flagged + part.Flagged,
        sum.Failed + part.Failed,
        [.. sum.Latencies.Zip(part.Latencies, static (a, b) => a + b)]));
}
