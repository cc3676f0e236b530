namespace FakeNews.Chaos.Pressure;

/// <summary>What the pressure did to one silo.</summary>
/// <param name="Capacity">What the slowed lanes manage, articles/s.</param>
/// <param name="Input">What came in, articles/s.</param>
/// <param name="Ease">Resident memory at ease, MB: the median of a minute.</param>
/// <param name="Pressed">Resident memory under pressure, MB: the median.</param>
/// <param name="Peak">Resident memory under pressure, MB: the most.</param>
/// <param name="MostLag">Articles that waited in Kafka at most.</param>
/// <param name="Rebalances">Assignments, revocations and losses of partitions after the start.</param>
/// <param name="Recovery">From the end of the slowness until nothing waited; null where that did not come.</param>
public sealed record PressureResult(double Capacity, double Input, double Ease, double Pressed, double Peak, long MostLag, int Rebalances, TimeSpan? Recovery)
{
    // The product's own bound for memory under pressure, of its level at ease.
    private const double Bound = 1.15;

    /// <summary>True where memory kept to its bound, the silo stayed the member it was, and the stream recovered by itself.</summary>
    public bool Holds => Pressed <= Ease * Bound && Rebalances == 0 && Recovery is not null;

    /// <summary>In words.</summary>
    public string Describe() => FormattableString.Invariant($"""
        capacity of the slowed lanes   {Capacity:F0} articles/s
        input                          {Input:F0} articles/s, at most {MostLag:N0} waiting in Kafka
        resident memory at ease        {Ease:F0} MB
        resident memory under pressure {Pressed:F0} MB ({Pressed / Ease:F2} of ease), at most {Peak:F0} MB ({Peak / Ease:F2})
        rebalances                     {Rebalances}
        nothing waiting again          {(Recovery is { } time ? FormattableString.Invariant($"{time.TotalSeconds:F1} s after the lanes were fast again") : "never")}
        """);
}
