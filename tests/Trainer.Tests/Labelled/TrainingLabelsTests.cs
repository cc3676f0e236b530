using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;
using FakeNews.Trainer.Labelled;

namespace FakeNews.Trainer.Tests.Labelled;

public sealed class TrainingLabelsTests
{
    [Fact]
    public void Only_what_reviewers_decide_is_learned()
    {
        var reviews = Reviews(("a", "anna", ReviewLabel.Fake), ("a", "ben", ReviewLabel.Fake), ("b", "anna", ReviewLabel.Real), ("b", "ben", ReviewLabel.Fake), ("c", "ben", ReviewLabel.Unsure), ("d", "ben", ReviewLabel.Real));

        Assert.Equal([new("a", 0), new("d", 1)], TrainingLabels.Choose(reviews, new ReviewerTrust()));
        Assert.Equal([new("a", 0), new("b", 1)], TrainingLabels.Choose(reviews, new ReviewerTrust { Weights = { ["ben"] = 0 } }));
        Assert.Equal([new ChosenLabel("a", 0)], TrainingLabels.Choose(reviews, new ReviewerTrust { LeastReviewers = 2 }));
    }

    [Fact]
    public void A_flood_of_one_reviewer_is_cut_to_its_share_and_what_others_confirm_stays()
    {
        var said = Enumerable.Range(0, 80).Select(i => ($"flood-{i}", "eve", ReviewLabel.Fake))
            .Concat(Enumerable.Range(0, 20).SelectMany(i => new[] { ($"shared-{i}", "anna", ReviewLabel.Real), ($"shared-{i}", "eve", ReviewLabel.Real) }));
        var reviews = Reviews([.. said]);

        var chosen = TrainingLabels.Choose(reviews, new ReviewerTrust { SoloShare = 0.1 });

        Assert.Equal(10, chosen.Count(static choice => choice.ArticleId.StartsWith("flood", StringComparison.Ordinal)));
        Assert.Equal(20, chosen.Count(static choice => choice.ArticleId.StartsWith("shared", StringComparison.Ordinal)));
        Assert.Equal(chosen, TrainingLabels.Choose(reviews.Reverse().ToDictionary(), new ReviewerTrust { SoloShare = 0.1 }));
    }

    [Fact]
    public void An_article_keeps_its_part_and_the_parts_are_of_the_size_they_say()
    {
        var parts = Enumerable.Range(0, 5_000).CountBy(static i => TrainingLabels.PartOf($"article {i}")).ToDictionary();

        Assert.Equal([0, 1, 2, 3, 4], parts.Keys.Order());
        Assert.All(parts.Values, static count => Assert.InRange(count, 850, 1150));
        Assert.Equal(TrainingLabels.PartOf("x"), TrainingLabels.PartOf("x"));
    }

    private static Dictionary<string, ArticleReview> Reviews(params (string Article, string Reviewer, ReviewLabel Label)[] said)
    {
        var fold = new LabelFold(int.MaxValue);
        for (var i = 0; i < said.Length; i++)
        {
            fold.Add(new ArticleLabel(said[i].Article, said[i].Label, said[i].Reviewer, "t", "x", DateTimeOffset.UnixEpoch), 0, i);
        }

        return new(fold.Articles);
    }
}
