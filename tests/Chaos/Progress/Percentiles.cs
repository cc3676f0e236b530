namespace FakeNews.Chaos.Progress;

/// <summary>Times of which the shares are asked for.</summary>
public sealed class Percentiles
{
    private readonly Lock _gate = new();
    private readonly List<float> _milliseconds = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _milliseconds.Count;
            }
        }
    }

    /// <summary>Adds one.</summary>
    public void Add(TimeSpan time)
    {
        lock (_gate)
        {
            _milliseconds.Add((float)time.TotalMilliseconds);
        }
    }

    /// <summary>p50, p99 and the worst, in words.</summary>
    public string Describe()
    {
        float[] sorted;
        lock (_gate)
        {
            sorted = [.. _milliseconds.Order()];
        }

        return sorted.Length == 0
            ? "no sample"
            : FormattableString.Invariant($"p50 {sorted[(sorted.Length - 1) / 2]:F0} ms, p99 {sorted[(int)((sorted.Length - 1) * 0.99)]:F0} ms, worst {sorted[^1]:F0} ms ({sorted.Length} verdicts)");
    }
}
