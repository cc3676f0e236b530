using System.Collections.Immutable;

namespace FakeNews.Ingest.DeadLetters;

/// <summary>The letters that a filter means, without their bytes.</summary>
/// <param name="Entries">Those within the limit, the oldest first.</param>
/// <param name="Reasons">How many match for each reason, those beyond the limit included; the most frequent first.</param>
public sealed record LetterSelection(ImmutableArray<LetterEntry> Entries, ImmutableArray<KeyValuePair<string, int>> Reasons)
{
    /// <summary>How many match, those beyond the limit included.</summary>
    public int Matching => Reasons.Sum(static reason => reason.Value);

    /// <summary>Takes a filter's letters out of all.</summary>
    public static LetterSelection Of(IEnumerable<DeadLetter> letters, LetterFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var matching = letters.Where(filter.Matches).Select(LetterEntry.Of).ToList();
        var newest = matching.OrderBy(entry => entry.FailedAt).ThenBy(entry => entry.Place.Partition).ThenBy(entry => entry.Place.Offset).TakeLast(filter.Limit ?? int.MaxValue);
        return new([.. newest], Count(matching));
    }

    /// <summary>One letter for each article: of those that failed more than once the newest, because it knows of all attempts.</summary>
    public LetterSelection OncePerArticle()
    {
        ImmutableArray<LetterEntry> once = [.. Entries.GroupBy(entry => entry.Article).Select(letters => letters.MaxBy(letter => (letter.Attempts, letter.FailedAt))!).OrderBy(Entries.IndexOf)];
        return new(once, Count(once));
    }

    private static ImmutableArray<KeyValuePair<string, int>> Count(IEnumerable<LetterEntry> entries) =>
        [.. entries.CountBy(entry => entry.Reason).OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal)];
}
