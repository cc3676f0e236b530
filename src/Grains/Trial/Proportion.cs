namespace FakeNews.Grains.Trial;

/// <summary>Intervals of rates (95 %), after E. B. Wilson, Probable Inference, 1927, and R. G. Newcombe, Interval estimation for the difference, 1998.</summary>
public static class Proportion
{
    private const double Z = 1.959963984540054;

    /// <summary>Wilson's score interval of hits among trials; [0, 1] without trials.</summary>
    public static (double Low, double High) Interval(long hits, long trials)
    {
        if (trials <= 0)
        {
            return (0, 1);
        }

        double n = trials, p = hits / n;
        var center = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        // At the ends the exact bound is the end; rounding must not step over it.
        return (hits == 0 ? 0 : Math.Max(0, center - half), hits == trials ? 1 : Math.Min(1, center + half));
    }

    /// <summary>Newcombe's interval of the difference of two independent rates, second minus first; [-1, 1] without trials.</summary>
    public static (double Low, double High) Difference(long firstHits, long firstTrials, long secondHits, long secondTrials)
    {
        if (firstTrials <= 0 || secondTrials <= 0)
        {
            return (-1, 1);
        }

        double p = (double)firstHits / firstTrials, q = (double)secondHits / secondTrials;
        var (pLow, pHigh) = Interval(firstHits, firstTrials);
        var (qLow, qHigh) = Interval(secondHits, secondTrials);
        return (q - p - Math.Sqrt(((q - qLow) * (q - qLow)) + ((pHigh - p) * (pHigh - p))), q - p + Math.Sqrt(((qHigh - q) * (qHigh - q)) + ((p - pLow) * (p - pLow))));
    }
}
