using FakeNews.Trainer.Data.NearDuplicates;

namespace FakeNews.Trainer.Data;

/// <summary>
/// Keeps articles that a model will be asked about out of what it learns: those of the same title (five words or more), and those whose bodies share half of their runs of five words.
/// Half is less than within a set, because different sets hold the same story in differently trimmed copies.
/// </summary>
public static class Overlap
{
    private const double Similarity = 0.5;
    private const int TitleWords = 5;

    /// <summary>The sets without what repeats an article that is asked, in their order.</summary>
    /// <param name="asked">What the model must not have seen.</param>
    /// <param name="sets">What it learns from.</param>
    public static IReadOnlyList<IReadOnlyList<LabelledArticle>> Without(IReadOnlyList<LabelledArticle> asked, IReadOnlyList<IReadOnlyList<LabelledArticle>> sets)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(sets);
        var titles = asked.Select(static article => TitleKey.Of(article.Title)).Where(IsLong).ToHashSet(StringComparer.Ordinal);
        var groups = NearDuplicateGroups.Find(
            [.. asked.Concat(sets.SelectMany(static set => set)).Select(static article => article.Text)],
            Similarity,
            (first, second) => Math.Min(first, second) < asked.Count);
        var kept = new List<IReadOnlyList<LabelledArticle>>();
        var place = asked.Count;
        foreach (var set in sets)
        {
            var start = place;
            kept.Add([.. set.Where((article, i) => groups[start + i] >= asked.Count && !titles.Contains(TitleKey.Of(article.Title)))]);
            place += set.Count;
        }

        return kept;
    }

    private static bool IsLong(string title) => title.Count(static character => character == ' ') >= TitleWords - 1;
}
