namespace FakeNews.Chaos.Faults;

/// <summary>Random lengths of time.</summary>
internal static class Moments
{
    /// <summary>A length between two bounds, in seconds.</summary>
    public static TimeSpan Seconds(this Random random, double from, double to) => TimeSpan.FromSeconds(from + (random.NextDouble() * (to - from)));
}
