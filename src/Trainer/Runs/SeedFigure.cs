using System.Globalization;

namespace FakeNews.Trainer.Runs;

/// <summary>A figure over several seeds.</summary>
/// <param name="Name">As in a manifest's metrics.</param>
/// <param name="Values">One of each seed.</param>
/// <param name="Mean">Of the values.</param>
/// <param name="Deviation">Standard deviation of the sample (n - 1).</param>
public sealed record SeedFigure(string Name, IReadOnlyList<double> Values, double Mean, double Deviation)
{
    /// <summary>Computes both.</summary>
    /// <param name="name">The figure's.</param>
    /// <param name="values">Two or more.</param>
    public static SeedFigure Of(string name, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 2);
        var mean = values.Average();
        return new SeedFigure(name, values, mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:F4} ± {Deviation:F4}");
}
