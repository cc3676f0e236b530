namespace FakeNews.Grains.Drift;

/// <summary>How far, and how surely, two samples of counts by bin differ. Pure. The tests hold at the far ends that a correction for thousands of looks needs.</summary>
public static class TwoSamples
{
    /// <summary>Population stability index: sum of (w - r) ln(w / r) over the bins' shares, half an article added to each bin. Below 0.1 counts as the same, above 0.25 as another population.</summary>
    public static double StabilityIndex(ReadOnlySpan<long> reference, ReadOnlySpan<long> window)
    {
        var (all, allOther) = (Sum(reference) + (reference.Length / 2.0), Sum(window) + (window.Length / 2.0));
        var index = 0.0;
        for (var i = 0; i < reference.Length; i++)
        {
            var (r, w) = ((reference[i] + 0.5) / all, (window[i] + 0.5) / allOther);
            index += (w - r) * Math.Log(w / r);
        }

        return index;
    }

    /// <summary>
    /// Kolmogorov and Smirnov's test of ordered bins: p ≤ e · exp(-2 D² nm / (n + m)), the bound of Dvoretzky, Kiefer and Wolfowitz for two samples with the constant
    /// of Wei and Dudley (2012). Binning makes D smaller, so the bound stays on the safe side.
    /// </summary>
    public static double OrderedP(ReadOnlySpan<long> reference, ReadOnlySpan<long> window)
    {
        double n = Sum(reference), m = Sum(window);
        var (below, belowOther, largest) = (0L, 0L, 0.0);
        for (var i = 0; i < reference.Length; i++)
        {
            below += reference[i];
            belowOther += window[i];
            largest = Math.Max(largest, Math.Abs((below / n) - (belowOther / m)));
        }

        return Math.Min(1, Math.Exp(1 - (2 * largest * largest * n * m / (n + m))));
    }

    /// <summary>Fisher's exact test of each bin against all others, the smallest p times the number of bins (Bonferroni; two bins are one test).</summary>
    public static double UnorderedP(ReadOnlySpan<long> reference, ReadOnlySpan<long> window)
    {
        var (n, m, smallest) = (Sum(reference), Sum(window), 1.0);
        for (var i = 0; i < reference.Length; i++)
        {
            smallest = Math.Min(smallest, ExactP(reference[i], n, window[i], m));
        }

        return Math.Min(1, smallest * (reference.Length <= 2 ? 1 : reference.Length));
    }

    /// <summary>Fisher's exact test that two proportions are one, two-sided (twice the smaller tail).</summary>
    /// <param name="hits">Hits of the first sample.</param>
    /// <param name="n">Its size.</param>
    /// <param name="hitsOther">Hits of the second.</param>
    /// <param name="m">Its size.</param>
    public static double ExactP(long hits, long n, long hitsOther, long m)
    {
        var all = hits + hitsOther;
        if (all == 0 || all == n + m)
        {
            return 1;
        }

        // Given all hits, those of the second sample follow a hypergeometric law.
        var (least, most) = (Math.Max(0, all - n), Math.Min(all, m));
        var here = Math.Exp(LogChoose(all, hitsOther) + LogChoose(n + m - all, m - hitsOther) - LogChoose(n + m, m));
        var (upper, lower) = (here, here);
        var term = here;
        for (var k = hitsOther; k < most; k++)
        {
            term *= (double)(all - k) * (m - k) / ((double)(k + 1) * (n - all + k + 1));
            upper += term;
        }

        term = here;
        for (var k = hitsOther; k > least; k--)
        {
            term *= (double)k * (n - all + k) / ((double)(all - k + 1) * (m - k + 1));
            lower += term;
        }

        return Math.Min(1, 2 * Math.Min(upper, lower));
    }

    private static double LogChoose(long n, long k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    /// <summary>By Stirling's series; exact for small numbers.</summary>
    private static double LogFactorial(long n)
    {
        if (n < 32)
        {
            var product = 0.0;
            for (var i = 2; i <= n; i++)
            {
                product += Math.Log(i);
            }

            return product;
        }

        double x = n;
        return (x * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI * x)) + (1 / (12 * x)) - (1 / (360 * x * x * x));
    }

    private static long Sum(ReadOnlySpan<long> counts)
    {
        var sum = 0L;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
