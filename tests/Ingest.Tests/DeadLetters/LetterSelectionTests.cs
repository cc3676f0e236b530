using FakeNews.Ingest.DeadLetters;

namespace FakeNews.Ingest.Tests.DeadLetters;

public sealed class LetterSelectionTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // Two articles failed once, a third failed twice: 1:2 is the second letter of 0:1.
    private static readonly DeadLetter[] _letters =
    [
        Letter(0, 0, 0, "not-json"),
        Letter(0, 1, 1, "judging-failed"),
        Letter(1, 1, 2, "no-content"),
        Letter(1, 2, 3, "judging-failed", attempts: 2, first: new(0, 1)),
    ];

    [Fact]
    public void Every_condition_that_is_set_has_to_hold()
    {
        Assert.Equal(["0:0", "0:1", "1:1", "1:2"], Places(LetterFilter.All));
        Assert.Equal(["0:1", "1:2"], Places(new() { Reasons = ["judging-failed"] }));
        Assert.Equal(["0:0", "0:1", "1:2"], Places(new() { Reasons = ["judging-failed", "not-json"] }));
        Assert.Equal(["1:1", "1:2"], Places(new() { Since = _noon.AddMinutes(2) }));
        Assert.Equal(["0:0", "0:1"], Places(new() { Until = _noon.AddMinutes(2) }));
        Assert.Equal(["1:2"], Places(new() { Partition = 1, Reasons = ["judging-failed"] }));
        Assert.Equal(["1:1"], Places(new() { Places = [new(1, 1), new(7, 7)] }));
        Assert.Empty(Places(new() { Places = [new(1, 1)], Partition = 0 }));
    }

    [Fact]
    public void A_limit_takes_the_newest_and_the_counts_are_of_all()
    {
        var selection = LetterSelection.Of(_letters.Reverse(), new() { Limit = 2 });

        Assert.Equal(["1:1", "1:2"], selection.Entries.Select(entry => entry.Place.ToString()));
        Assert.Equal(4, selection.Matching);
        Assert.Equal([new("judging-failed", 2), new("no-content", 1), new("not-json", 1)], selection.Reasons);
    }

    [Fact]
    public void Of_an_article_that_failed_again_only_the_newest_letter_goes_back()
    {
        var once = LetterSelection.Of(_letters, LetterFilter.All).OncePerArticle();

        Assert.Equal(["0:0", "1:1", "1:2"], once.Entries.Select(entry => entry.Place.ToString()));
        Assert.Equal(3, once.Matching);
        Assert.Equal(["0:1"], LetterSelection.Of(_letters, new() { Partition = 0, Reasons = ["judging-failed"] }).OncePerArticle().Entries.Select(entry => entry.Place.ToString()));
    }

    private static IEnumerable<string> Places(LetterFilter filter) => LetterSelection.Of(_letters, filter).Entries.Select(entry => entry.Place.ToString());

    private static DeadLetter Letter(int partition, long offset, int minute, string reason, int attempts = 1, LetterPlace? first = null) =>
        new(new(partition, offset), _noon.AddMinutes(minute), reason, null, null, null, null, attempts, first, null, null, null, []);
}
