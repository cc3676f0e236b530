using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;
using FakeNews.Grains.Trial;

namespace FakeNews.Grains.Tests.Labels;

public sealed class FlagPrecisionTests
{
    private static readonly ModelIdentity First = new("demo", "1.0.0", new string('a', 64));
    private static readonly ModelIdentity Second = new("demo", "2.0.0", new string('b', 64));

    [Fact]
    public void Flags_count_by_week_of_the_flag_and_by_model_with_Wilsons_interval()
    {
        // Monday 2025-12-29 begins week 1 of 2026; the Sunday before it belongs to week 52.
        var (sunday, monday) = (new DateTimeOffset(2025, 12, 28, 23, 59, 0, TimeSpan.Zero), new DateTimeOffset(2025, 12, 29, 0, 0, 0, TimeSpan.Zero));
        var fold = new LabelFold(1000);
        var offset = 0;
        for (var i = 0; i < 10; i++)
        {
            Say($"a{i}", "anna", i < 8 ? ReviewLabel.Fake : ReviewLabel.Real, First, Decision.Flag, sunday);
        }

        Say("b", "anna", ReviewLabel.Fake, Second, Decision.Flag, monday);
        Say("b", "ben", ReviewLabel.Real, Second, Decision.Flag, monday);
        Say("c", "ben", ReviewLabel.Unsure, Second, Decision.Flag, monday);
        Say("d", "ben", ReviewLabel.Fake, Second, Decision.Flag, monday);
        Say("d", "anna", ReviewLabel.Fake, Second, Decision.Flag, monday);
        Say("e", "ben", ReviewLabel.Fake, Second, Decision.Review, monday);
        Say("f", "ben", ReviewLabel.Fake, null, Decision.Flag, monday);

        var precision = FlagPrecision.Of([.. fold.Articles.Values]);

        Assert.Equal((15, 2, 2, 1), (precision.Articles, precision.Reviewers, precision.Shared, precision.Agreed));
        Assert.Equal(new FlagCounts(9, 2, 1, 1), precision.Total);
        Assert.Equal(["2026-W01", "2025-W52"], precision.Weeks.Select(static week => week.Week));
        Assert.Equal(new DateOnly(2025, 12, 22), precision.Weeks[1].Begins);
        Assert.Equal(new FlagCounts(1, 0, 1, 1), precision.Weeks[0].Counts);
        var old = precision.Weeks[1].Counts;
        Assert.Equal(0.8, old.Precision);
        Assert.Equal(Proportion.Interval(8, 10), (old.Low, old.High));
        Assert.Equal([Second, First], precision.Models.Select(static model => model.Model));
        Assert.Equal(old, precision.Models[1].Counts);

        void Say(string article, string reviewer, ReviewLabel label, ModelIdentity? model, Decision decision, DateTimeOffset at) => fold.Add(
            new ArticleLabel(article, label, reviewer, "t", "x", at.AddDays(3), Verdict: model is null ? null : new SeenVerdict(model, decision, 0.9, at)), 0, offset++);
    }

    [Fact]
    public void An_article_that_two_models_flagged_counts_for_both_and_once_for_each()
    {
        var fold = new LabelFold(10);
        var at = new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);
        fold.Add(new ArticleLabel("a", ReviewLabel.Fake, "anna", "t", "x", at, Verdict: new SeenVerdict(First, Decision.Flag, 0.9, at)), 0, 0);
        fold.Add(new ArticleLabel("a", ReviewLabel.Fake, "ben", "t", "x", at, Verdict: new SeenVerdict(First, Decision.Flag, 0.9, at)), 0, 1);
        fold.Add(new ArticleLabel("a", ReviewLabel.Fake, "carl", "t", "x", at, Verdict: new SeenVerdict(Second, Decision.Flag, 0.8, at)), 0, 2);

        var precision = FlagPrecision.Of([.. fold.Articles.Values]);

        Assert.Equal(2, precision.Total.Fake);
        Assert.All(precision.Models, static model => Assert.Equal(1, model.Counts.Fake));
    }

    [Fact]
    public void Without_labels_nothing_is_known()
    {
        var precision = FlagPrecision.Of([]);

        Assert.Null(precision.Total.Precision);
        Assert.Equal((0, 1), (precision.Total.Low, precision.Total.High));
        Assert.Empty(precision.Weeks);
    }
}
