using FakeNews.Grains.Drift;

namespace FakeNews.Grains.Tests.Drift;

public sealed class TwoSamplesTests
{
    [Theory]
    [InlineData(1, 10, 11, 14, 0.002759456)] // Twice the one-sided 0.0013797 of the textbook's table 1 9 / 11 3.
    [InlineData(3, 4, 1, 4, 0.485714286)] // The lady who tasted tea: 17/70 one-sided.
    [InlineData(0, 5, 0, 9, 1)]
    [InlineData(5, 5, 9, 9, 1)]
    public void Two_proportions_are_tested_exactly(long hits, long n, long hitsOther, long m, double p)
    {
        Assert.Equal(p, TwoSamples.ExactP(hits, n, hitsOther, m), 6);
        Assert.Equal(p, TwoSamples.ExactP(hitsOther, m, hits, n), 6);
    }

    [Fact]
    public void The_exact_test_adds_up_the_very_terms()
    {
        // By whole numbers: 40 of 60 and 5 of 30.
        static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
        var tail = Enumerable.Range(0, 6).Sum(k => Choose(45, k) * Choose(45, 30 - k) / Choose(90, 30));

        Assert.Equal(1, TwoSamples.ExactP(40, 60, 5, 30) / (2 * tail), 6);
    }

    [Fact]
    public void The_stability_index_is_the_textbooks()
    {
        Assert.Equal(0, TwoSamples.StabilityIndex([500, 300, 200], [500, 300, 200]), 12);
        // (0.3 - 0.5) ln(0.3/0.5) + (0.7 - 0.5) ln(0.7/0.5), half an article aside.
        Assert.Equal(0.16946, TwoSamples.StabilityIndex([500_000, 500_000], [300_000, 700_000]), 4);
    }

    [Fact]
    public void Ordered_bins_are_bounded_by_the_largest_step_between_the_distributions()
    {
        // D = 0.25 with 400 and 400: e exp(-2 * 0.0625 * 200).
        Assert.Equal(Math.Exp(1 - 25), TwoSamples.OrderedP([100, 100, 200], [200, 100, 100]), 15);
        Assert.Equal(1, TwoSamples.OrderedP([100, 100, 200], [100, 100, 200]));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.005)]
    public void Samples_of_one_law_fall_below_p_no_more_often_than_p(double level)
    {
        const int Trials = 4000;
        var (random, ordered, unordered) = (new Random(7), 0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var law = Enumerable.Range(0, 6).Select(_ => Math.Pow(random.NextDouble(), 3)).ToArray();
            var (reference, window) = (Draw(random, law, 600), Draw(random, law, 150));
            ordered += TwoSamples.OrderedP(reference, window) < level ? 1 : 0;
            unordered += TwoSamples.UnorderedP(reference, window) < level ? 1 : 0;
        }

        // Five standard errors above the level.
        var most = Trials * (level + (5 * Math.Sqrt(level * (1 - level) / Trials)));
        Assert.InRange(ordered, 0, most);
        Assert.InRange(unordered, 0, most);
    }

    private static long[] Draw(Random random, double[] law, int count)
    {
        var (counts, all) = (new long[law.Length], law.Sum());
        for (var i = 0; i < count; i++)
        {
            var (bin, at) = (0, random.NextDouble() * all);
            while (bin < law.Length - 1 && at > law[bin])
            {
                at -= law[bin++];
            }

            counts[bin]++;
        }

        return counts;
    }
}
