using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Tests.Runs;

public sealed class ThresholdChoiceTests
{
    [Fact]
    public void Several_sets_flag_from_the_bound_that_is_given_and_review_from_the_bound_that_keeps_both_promises()
    {
        // 1 of 100 of ISOT's fake articles may pass: the second lowest decides. 1 of 10 of the others': 20 of them, so the third lowest.
        var isot = Enumerable.Range(0, 100).Select(i => (0, 0.3 + (i * 0.005))).Append((1, 0.01)).ToList();
        var others = Enumerable.Range(0, 20).Select(i => (0, 0.2 + (i * 0.02))).Append((1, 0.02)).ToList();

        var thresholds = ThresholdChoice.ChooseAcross(0.65, [isot, others]);

        Assert.Equal(0.65, thresholds.Flag);
        Assert.Equal(0.24, thresholds.Review, 1e-9);
        Assert.Equal(0.305, ThresholdChoice.ChooseAcross(0.65, [isot, [(0, 0.9)]]).Review, 1e-9);
    }

    [Fact]
    public void The_review_bound_is_never_above_even_odds() =>
        Assert.Equal(0.5, ThresholdChoice.ChooseAcross(0.65, [[(0, 0.9), (1, 0.1)], [(0, 0.8), (1, 0.2)]]).Review);
}
