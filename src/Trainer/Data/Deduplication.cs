using FakeNews.Trainer.Data.NearDuplicates;

namespace FakeNews.Trainer.Data;

/// <summary>
/// Takes repeated articles out of a set before it is split, so that no part knows another's. Exact: the same letters and digits of the body (of the title where there
/// is none); where such articles have both labels, all of them go. Near: nearly the same runs of words and the same label; the first stays. Near articles of different
/// labels stay: a forged version of a true article is the very thing to learn.
/// </summary>
public static class Deduplication
{
    /// <summary>Share of common runs of five words from which two articles are near.</summary>
    public const double DefaultSimilarity = 0.8;

    /// <summary>Takes them out; the order stays.</summary>
    /// <param name="articles">The set.</param>
    /// <param name="similarity">From which articles are near; null looks for exact ones only.</param>
    public static DeduplicatedSet Apply(IEnumerable<LabelledArticle> articles, double? similarity = DefaultSimilarity)
    {
        ArgumentNullException.ThrowIfNull(articles);
        var (kept, exact, conflicting, total) = (new List<LabelledArticle>(), 0, 0, 0);
        foreach (var group in articles.GroupBy(Key, StringComparer.Ordinal))
        {
            var count = group.Count();
            total += count;
            if (group.Any(article => article.Label != group.First().Label))
            {
                conflicting += count;
                continue;
            }

            exact += count - 1;
            kept.Add(group.First());
        }

        if (similarity is not { } limit)
        {
            return new DeduplicatedSet(kept, total, exact, 0, conflicting);
        }

        var groups = NearDuplicateGroups.Find([.. kept.Select(Content)], limit, (first, second) => kept[first].Label == kept[second].Label);
        List<LabelledArticle> firsts = [.. kept.Where((_, i) => groups[i] == i)];
        return new DeduplicatedSet(firsts, total, exact, kept.Count - firsts.Count, conflicting);
    }

    /// <summary>Takes out what a rule says.</summary>
    public static DeduplicatedSet Apply(IReadOnlyList<LabelledArticle> articles, Repetitions rule) => rule switch
    {
        Repetitions.Near => Apply(articles),
        Repetitions.Exact => Apply(articles, null),
        _ => DeduplicatedSet.Untouched(articles) with { Kept = articles.Count - Apply(articles, null).Articles.Count },
    };

    private static string Content(LabelledArticle article) => article.Text.Length > 0 ? article.Text : article.Title;

    private static string Key(LabelledArticle article) => TitleKey.Of(Content(article)) is { Length: > 0 } key ? key : "\0" + article.Id;
}
