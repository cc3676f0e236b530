using System.Collections.Immutable;

namespace FakeNews.Grains.Trial;

/// <summary>A histogram of latencies with bounds that grow by √2 from 1 ms, so that a quantile is exact within a factor of √2 and histograms add up.</summary>
public static class LatencyBuckets
{
    /// <summary>Number of buckets; the last one holds all above 2²⁰ ms.</summary>
    public const int Count = 42;

    /// <summary>The bucket of a latency in milliseconds.</summary>
    public static int Of(double milliseconds) =>
        milliseconds <= 1 || double.IsNaN(milliseconds) ? 0 : Math.Min(Count - 1, (int)Math.Ceiling(2 * Math.Log2(milliseconds)));

    /// <summary>Upper bound of the bucket that holds a quantile, in milliseconds; 0 where nothing was counted.</summary>
    public static double Quantile(ImmutableArray<long> counts, double quantile)
    {
        var total = counts.IsDefault ? 0 : counts.Sum();
        if (total == 0)
        {
            return 0;
        }

        var rank = Math.Max(1, (long)Math.Ceiling(quantile * total));
        for (var i = 0; i < counts.Length; i++)
        {
            rank -= counts[i];
            if (rank <= 0)
            {
                return Math.Pow(2, i / 2.0);
            }
        }

        return Math.Pow(2, (counts.Length - 1) / 2.0);
    }
}
