using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Grains.Tests.Labels;

public sealed class LabelFoldTests
{
    // Few names and moments, so that they meet; a place is unique, as in Kafka.
    private static Arbitrary<(ArticleLabel Label, int Offset)[]> Records => Arb.From(
        from words in Gen.ArrayOf(from article in Gen.Choose(0, 3)
                                  from reviewer in Gen.Choose(0, 3)
                                  from label in Gen.Choose(0, 2)
                                  from second in Gen.Choose(0, 5)
                                  select new ArticleLabel($"a{article}", (ReviewLabel)label, $"r{reviewer}", "t", "x", DateTimeOffset.UnixEpoch.AddSeconds(second)))
        select words.Select((word, offset) => (word, offset)).ToArray());

    [Fact]
    public void Neither_order_nor_repetition_of_the_records_matters() => Prop.ForAll(
        Records,
        ArbMap.Default.ArbFor<int>(),
        static (records, seed) =>
        {
            var shuffled = records.Concat(records).ToArray();
            new Random(seed).Shuffle(shuffled);
            return Written(Fold(records)) == Written(Fold(shuffled));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_last_word_of_each_reviewer_stays_and_no_other() => Prop.ForAll(
        Records,
        static records =>
        {
            var fold = Fold(records);
            var expected = records.GroupBy(static record => (record.Label.ArticleId, record.Label.Reviewer))
                .ToDictionary(static said => said.Key, static said => said.MaxBy(static record => (record.Label.At, record.Offset)));
            return fold.Articles.Sum(static article => article.Value.Words.Count) == expected.Count
                && expected.All(said => fold.Articles[said.Key.ArticleId].Words[said.Key.Reviewer] is { } word
                    && word.Offset == said.Value.Offset && word.Label == said.Value.Label.Label);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Beyond_its_capacity_it_forgets_what_was_labelled_longest_ago() => Prop.ForAll(
        Records,
        static records =>
        {
            var (all, few) = (Fold(records), Fold(records, 2));
            var kept = all.Articles.OrderByDescending(static article => article.Value.LastAt).ThenByDescending(static article => article.Key, StringComparer.Ordinal).Take(2).Select(static article => article.Key);
            return few.Articles.Count <= 2 && (few.Articles.Count < 2 || kept.First() is var newest && few.Articles.Values.Max(static review => review.LastAt) == all.Articles[newest].LastAt);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Disagreement_is_kept_and_named()
    {
        var fold = Fold([(Said("anna", ReviewLabel.Fake), 0), (Said("ben", ReviewLabel.Real), 1), (Said("carl", ReviewLabel.Unsure), 2)]);
        var review = fold.Articles["a"];

        Assert.Equal(ReviewOutcome.Disputed, review.Outcome);
        Assert.False(review.Agrees);
        Assert.Equal(2, review.Decided);
        Assert.Equal(ReviewOutcome.Real, review.Weigh(static reviewer => reviewer == "anna" ? 0.4 : 1));

        fold.Add(Said("carl", ReviewLabel.Fake, second: 9), 0, 3);
        Assert.Equal(ReviewOutcome.Fake, fold.Articles["a"].Outcome);
        Assert.Equal(3, fold.Articles["a"].Words.Count);
    }

    [Fact]
    public void An_article_that_a_thousand_names_label_keeps_a_bounded_number_of_them()
    {
        var fold = Fold(Enumerable.Range(0, 1000).Select(static i => (Said($"name {i}", ReviewLabel.Real), i)));

        Assert.Equal(ArticleReview.MostReviewers, fold.Articles["a"].Words.Count);
    }

    [Fact]
    public void A_long_note_is_cut()
    {
        var fold = Fold([(Said("anna", ReviewLabel.Fake) with { Note = new string('n', 100_000) }, 0)]);

        Assert.Equal(LabelFold.LongestNote, fold.Articles["a"].Words["anna"].Note!.Length);
    }

    private static ArticleLabel Said(string reviewer, ReviewLabel label, int second = 0) => new("a", label, reviewer, "t", "x", DateTimeOffset.UnixEpoch.AddSeconds(second));

    private static LabelFold Fold(IEnumerable<(ArticleLabel Label, int Offset)> records, int capacity = 1000)
    {
        var fold = new LabelFold(capacity);
        foreach (var (label, offset) in records)
        {
            fold.Add(label, 0, offset);
        }

        return fold;
    }

    private static string Written(LabelFold fold) => string.Join('\n', fold.Articles.OrderBy(static article => article.Key, StringComparer.Ordinal)
        .Select(static article => article.Key + ": " + string.Join("; ", article.Value.Words.Values)));
}
