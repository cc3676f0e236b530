using FakeNews.Grains.Labels;

namespace FakeNews.Silo.Labels;

/// <summary>What reviewers said of an article.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Outcome">What they say together.</param>
/// <param name="Labels">The last word of each, newest first.</param>
internal sealed record ReviewAnswer(string ArticleId, ReviewOutcome Outcome, IReadOnlyList<WordAnswer> Labels)
{
    public static ReviewAnswer Of(string articleId, ArticleReview review) => new(
        articleId,
        review.Outcome,
        [.. review.Words.Values.OrderByDescending(static word => word.At).Select(static word => new WordAnswer(word.Reviewer, word.Label, word.At, word.Note, word.Verdict))]);
}
