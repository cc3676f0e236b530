namespace FakeNews.Bench;

/// <summary>Two things measured in turn in one run, so that a noisy machine troubles both alike.</summary>
/// <param name="Measured">Articles a second of what is examined.</param>
/// <param name="Ceiling">Articles a second of what it is held against.</param>
internal readonly record struct Ratio(double Measured, double Ceiling)
{
    /// <summary>The share of the ceiling that is reached.</summary>
    public double Value => Measured / Ceiling;

    /// <summary>The pair whose ratio is the median.</summary>
    public static Ratio Median(IEnumerable<Ratio> pairs)
    {
        var sorted = pairs.OrderBy(pair => pair.Value).ToArray();
        return sorted[sorted.Length / 2];
    }
}
