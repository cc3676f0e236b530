using FakeNews.Trainer.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Trainer.Tests.Evaluation;

public sealed class CoverageCurveTests
{
    [Fact]
    public void The_surest_rows_come_first_and_equal_ones_together()
    {
        var curve = CoverageCurve.Measure(new ScoredLabels([1, 0, 1, 0], [0.95, 0.25, 0.25, 0.5]));
        Assert.Equal([new CoveragePoint(0.25, 0, 0.95), new CoveragePoint(0.75, 1.0 / 3, 0.75), new CoveragePoint(1, 0.25, 0.5)], curve.Points);
        Assert.Equal((0 + (2 * (1.0 / 3)) + 0.25) / 4, curve.Area, 1e-12);
        Assert.Equal(1, curve.Within(0.25)!.Coverage);
        Assert.Equal(0.25, curve.Within(0.2)!.Coverage);
        Assert.Null(CoverageCurve.Measure(new ScoredLabels([0], [0.9])).Within(0.5));
    }

    [Fact]
    public void Full_coverage_has_the_error_of_the_whole_set() => Prop.ForAll(
        ScoredRows.Small,
        static rows => Math.Abs(CoverageCurve.Measure(rows).Points[^1].Error - (1 - rows.Confusion().Accuracy)) < 1e-12
            && CoverageCurve.Measure(rows).Points[^1].Coverage == 1).QuickCheckThrowOnFailure();
}
