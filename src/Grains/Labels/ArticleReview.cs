using System.Collections.Immutable;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Labels;

/// <summary>The last word of every reviewer on one article. Immutable; records may come in any order and more than once.</summary>
/// <param name="Words">By reviewer.</param>
public sealed record ArticleReview(ImmutableSortedDictionary<string, ReviewerWord> Words)
{
    /// <summary>Most reviewers of an article that are kept; anybody may write to a topic.</summary>
    public const int MostReviewers = 64;

    /// <summary>Nobody has said anything.</summary>
    public static ArticleReview Empty { get; } = new(ImmutableSortedDictionary.Create<string, ReviewerWord>(StringComparer.Ordinal));

    /// <summary>When somebody last said something.</summary>
    public DateTimeOffset LastAt => Words.Count == 0 ? DateTimeOffset.MinValue : Words.Values.Max(static word => word.At);

    /// <summary>Reviewers who could tell.</summary>
    public int Decided => Words.Values.Count(static word => word.Label != ReviewLabel.Unsure);

    /// <summary>True where all who could tell say the same.</summary>
    public bool Agrees => Words.Values.Where(static word => word.Label != ReviewLabel.Unsure).DistinctBy(static word => word.Label).Count() <= 1;

    /// <summary>What they say together, each with the same weight.</summary>
    public ReviewOutcome Outcome => Weigh(static _ => 1);

    /// <summary>This review after one more word.</summary>
    public ArticleReview With(ReviewerWord word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var isNew = !Words.TryGetValue(word.Reviewer, out var before);
        return isNew ? Words.Count < MostReviewers ? new(Words.Add(word.Reviewer, word)) : this
            : word.Replaces(before!) ? new(Words.SetItem(word.Reviewer, word)) : this;
    }

    /// <summary>What they say together.</summary>
    /// <param name="weightOf">A reviewer's weight, 0 or more; who has none is not heard.</param>
    public ReviewOutcome Weigh(Func<string, double> weightOf)
    {
        ArgumentNullException.ThrowIfNull(weightOf);
        var (fake, real) = (Sum(ReviewLabel.Fake), Sum(ReviewLabel.Real));
        return fake == 0 && real == 0 ? ReviewOutcome.Undecided
            : fake > real ? ReviewOutcome.Fake
            : real > fake ? ReviewOutcome.Real
            : ReviewOutcome.Disputed;

        double Sum(ReviewLabel label) => Words.Values.Where(word => word.Label == label).Sum(word => weightOf(word.Reviewer));
    }
}
