using FakeNews.Trainer.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Trainer.Tests.Evaluation;

public sealed class FlagCutsTests
{
    private static readonly double[] Grid = [.. Enumerable.Range(0, 41).Select(static i => i / 40.0), 2.0];

    [Fact]
    public void Each_cut_counts_what_its_threshold_flags() => Prop.ForAll(ScoredRows.Small, static rows =>
    {
        var cuts = new FlagCuts(rows);
        return cuts.Cuts.All(cut => cuts.At(cut.Threshold) == cut);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_threshold_flags_more_fakes_within_the_false_flag_rate() => Prop.ForAll(ScoredRows.Small, static rows =>
    {
        var cuts = new FlagCuts(rows);
        var chosen = cuts.AtFalseFlagRate(0.2);
        return chosen.FlaggedReal <= 0.2 * rows.RealCount
            && Grid.Select(cuts.At).Where(cut => cut.FlaggedReal <= 0.2 * rows.RealCount).All(cut => cut.FlaggedFake <= chosen.FlaggedFake);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_threshold_is_cheaper_than_the_cheapest() => Prop.ForAll(ScoredRows.Small, static rows =>
    {
        var cuts = new FlagCuts(rows);
        var chosen = cuts.Cheapest(costOfFalseFlag: 5, costOfMiss: 2);
        double Cost(FlagCut cut) => ((5.0 * cut.FlaggedReal) + (2.0 * (cut.FakeCount - cut.FlaggedFake))) / rows.Count;
        return Grid.Select(cuts.At).All(cut => Cost(cut) >= chosen.Cost - 1e-12) && Math.Abs(Cost(cuts.At(5.0 / 7)) - chosen.CalibratedCost) < 1e-12;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_false_flag_in_a_thousand_allows_one_among_a_thousand_real_and_none_among_fewer()
    {
        FlagCut Cut(int real)
        {
            // The surest "fake" is real, then come ten fakes, then all the other real rows.
            int[] labels = [1, .. Enumerable.Repeat(0, 10), .. Enumerable.Repeat(1, real - 1)];
            double[] probabilities = [0.01, .. Enumerable.Repeat(0.1, 10), .. Enumerable.Repeat(0.9, real - 1)];
            return new FlagCuts(new ScoredLabels(labels, probabilities)).AtFalseFlagRate(0.001);
        }

        Assert.Equal((10, 1), (Cut(1000).FlaggedFake, Cut(1000).FlaggedReal));
        Assert.Equal((0, 0), (Cut(999).FlaggedFake, Cut(999).FlaggedReal));
        Assert.Null(Cut(999).Precision);
        Assert.Equal(10.0 / 11, Cut(1000).Precision);
    }

    [Fact]
    public void Precision_falls_where_fakes_are_rare()
    {
        var cut = new FlagCut(0.5, FlaggedFake: 90, FlaggedReal: 1, FakeCount: 100, RealCount: 100);
        Assert.Equal(0.009 / (0.009 + 0.0099), cut.PrecisionAt(0.01)!.Value, 1e-12);
        Assert.Equal(cut.Precision!.Value, cut.PrecisionAt(0.5)!.Value, 1e-12);
    }
}
