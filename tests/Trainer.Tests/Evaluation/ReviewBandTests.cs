using FakeNews.Trainer.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Trainer.Tests.Evaluation;

public sealed class ReviewBandTests
{
    [Fact]
    public void No_pair_of_thresholds_leaves_less_to_people_within_the_target() => Prop.ForAll(ScoredRows.Small, static rows =>
    {
        const double target = 0.25;
        var band = ReviewBand.Choose(rows, target);
        var cuts = new FlagCuts(rows);
        var reachable =
            from flag in cuts.Cuts
            from review in cuts.Cuts
            let passing = rows.Count - review.Flagged
            where review.Flagged >= flag.Flagged && flag.Flagged > 0 && passing > 0
                && flag.FlaggedReal <= target * flag.Flagged && review.FakeCount - review.FlaggedFake <= target * passing
            select (double)(review.Flagged - flag.Flagged) / rows.Count;
        var best = reachable.DefaultIfEmpty(double.PositiveInfinity).Min();
        return double.IsPositiveInfinity(best)
            ? !band.IsReached
            : band is { IsReached: true, FlagError: <= target, PassError: <= target } && Math.Abs(band.ReviewShare - best) < 1e-12;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_perfect_model_needs_no_review()
    {
        var band = ReviewBand.Choose(new ScoredLabels([0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9]), 0.01);
        Assert.True(band.IsReached);
        Assert.Equal(0, band.ReviewShare);
        Assert.Equal(band.Thresholds.Flag, band.Thresholds.Review);
        Assert.InRange(band.Thresholds.Flag, 0.2, 0.8);
    }

    [Fact]
    public void A_model_that_knows_nothing_leaves_all_to_people()
    {
        var band = ReviewBand.Choose(new ScoredLabels([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5]), 0.1);
        Assert.False(band.IsReached);
        Assert.Equal(1, band.ReviewShare);
    }

    [Fact]
    public void The_uncertain_middle_is_left_to_people()
    {
        var band = ReviewBand.Choose(new ScoredLabels([0, 0, 1, 0, 1, 0, 1, 1], [0.05, 0.1, 0.4, 0.45, 0.5, 0.55, 0.9, 0.95]), 0);
        Assert.True(band.IsReached);
        Assert.Equal(0.5, band.ReviewShare);
        Assert.InRange(band.Thresholds.Flag, 0.6, 0.9);
        Assert.InRange(band.Thresholds.Review, 0.1, 0.45);
    }
}
