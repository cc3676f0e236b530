using FakeNews.Trainer.Evaluation;

namespace FakeNews.Trainer.Tests.Evaluation;

public sealed class BootstrapTests
{
    private static readonly Func<ScoredLabels, double?> Accuracy = static rows => rows.Confusion().Accuracy;

    [Fact]
    public void The_interval_of_a_share_is_as_wide_as_theory_says()
    {
        var labels = Enumerable.Repeat(1, 400).ToArray();
        var probabilities = Enumerable.Range(0, 400).Select(static i => i < 320 ? 0.9 : 0.1).ToArray();
        var interval = new Bootstrap(seed: 7, resamples: 2000).Of(new ScoredLabels(labels, probabilities), Accuracy)!;
        Assert.Equal(0.8, interval.Estimate, 1e-12);
        var half = 1.96 * Math.Sqrt(0.8 * 0.2 / 400);
        Assert.InRange(interval.Low, 0.8 - (1.1 * half), 0.8 - (0.9 * half));
        Assert.InRange(interval.High, 0.8 + (0.9 * half), 0.8 + (1.1 * half));
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        var rows = ScoredRows.Random(200, 1, seed: 1);
        static double? Auc(ScoredLabels picked) => Ranking.OfReal(picked).RocAuc();
        Assert.Equal(new Bootstrap(3).Of(rows, Auc), new Bootstrap(3).Of(rows, Auc));
        Assert.NotEqual(new Bootstrap(3).Of(rows, Auc), new Bootstrap(4).Of(rows, Auc));
    }

    [Fact]
    public void A_figure_that_needs_both_classes_has_no_interval_where_one_is_missing() =>
        Assert.Null(new Bootstrap().Of(new ScoredLabels([1, 1], [0.5, 0.6]), static rows => Ranking.OfReal(rows).RocAuc()));

    [Fact]
    public void A_model_does_not_differ_from_itself()
    {
        var rows = ScoredRows.Random(100, 2, seed: 2);
        var same = new Bootstrap().Compare(rows, rows, Accuracy)!;
        Assert.Equal((0, 0, 0, 0.5), (same.Difference.Estimate, same.Difference.Low, same.Difference.High, same.ShareSecondIsHigher));
    }

    [Fact]
    public void A_better_model_is_told_from_a_worse_one_on_the_same_rows()
    {
        var worse = ScoredRows.Random(600, 0.2, seed: 5);
        var probabilities = worse.Probabilities.ToArray().Select((p, i) => (p + worse.Labels[i]) / 2).ToArray();
        var difference = new Bootstrap().Compare(worse, new ScoredLabels(worse.Labels, probabilities), Accuracy)!;
        Assert.True(difference.Difference.Low > 0);
        Assert.Equal(1, difference.ShareSecondIsHigher);
    }

    [Fact]
    public void Models_judged_on_different_rows_are_not_compared() => Assert.Throws<ArgumentException>(
        static () => new Bootstrap().Compare(new ScoredLabels([1, 0], [0.5, 0.5]), new ScoredLabels([0, 1], [0.5, 0.5]), Accuracy));
}
