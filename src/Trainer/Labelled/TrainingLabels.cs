using System.IO.Hashing;
using System.Text;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;

namespace FakeNews.Trainer.Labelled;

/// <summary>Chooses which labels are learned: pure, and the same from whatever order the labels came in.</summary>
public static class TrainingLabels
{
    /// <summary>Articles that reviewers decide, by their ids.</summary>
    /// <param name="reviews">What reviewers say.</param>
    /// <param name="trust">How much is given on whose word.</param>
    public static IReadOnlyList<ChosenLabel> Choose(IReadOnlyDictionary<string, ArticleReview> reviews, ReviewerTrust trust)
    {
        ArgumentNullException.ThrowIfNull(reviews);
        ArgumentNullException.ThrowIfNull(trust);
        var decided = reviews.Where(article => Heard(article.Value, trust).Count >= trust.LeastReviewers)
            .Select(article => (Id: article.Key, Outcome: article.Value.Weigh(trust.WeightOf), Heard: Heard(article.Value, trust)))
            .Where(static article => article.Outcome is ReviewOutcome.Fake or ReviewOutcome.Real)
            .OrderBy(static article => article.Id, StringComparer.Ordinal)
            .ToList();
        var most = Math.Max(1, (int)Math.Floor(trust.SoloShare * decided.Count));
        var dropped = trust.SoloShare >= 1 ? [] : decided.Where(static article => article.Heard.Count == 1)
            .GroupBy(static article => article.Heard[0], StringComparer.Ordinal)
            .SelectMany(solo => solo.OrderBy(static article => Order(article.Id)).Skip(most))
            .Select(static article => article.Id)
            .ToHashSet(StringComparer.Ordinal);
        return [.. decided.Where(article => !dropped.Contains(article.Id)).Select(static article => new ChosenLabel(article.Id, article.Outcome == ReviewOutcome.Fake ? 0 : 1))];
    }

    /// <summary>The part that an article has for good, so that none that is judged on was ever learned: 0 held back, 1 validation, 2 to 4 training.</summary>
    public static int PartOf(string articleId) => (int)(Order(articleId) % 5);

    private static List<string> Heard(ArticleReview review, ReviewerTrust trust) =>
        [.. review.Words.Values.Where(word => word.Label != ReviewLabel.Unsure && trust.WeightOf(word.Reviewer) > 0).Select(static word => word.Reviewer)];

    private static ulong Order(string articleId) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(articleId));
}
