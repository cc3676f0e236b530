namespace FakeNews.Trainer.Data;

/// <summary>A set without repetitions, and what was taken out.</summary>
/// <param name="Articles">What stays, in order.</param>
/// <param name="Total">Articles before.</param>
/// <param name="Exact">Repetitions of an article that stays.</param>
/// <param name="Near">Near repetitions of an article that stays.</param>
/// <param name="Conflicting">Equal articles with both labels.</param>
public sealed record DeduplicatedSet(IReadOnlyList<LabelledArticle> Articles, int Total, int Exact, int Near, int Conflicting)
{
    /// <summary>Exact repetitions (and articles with both labels) that were left in on purpose.</summary>
    public int Kept { get; init; }

    /// <summary>A set from which nothing is taken.</summary>
    public static DeduplicatedSet Untouched(IEnumerable<LabelledArticle> articles)
    {
        List<LabelledArticle> all = [.. articles];
        return new DeduplicatedSet(all, all.Count, 0, 0, 0);
    }

    /// <inheritdoc/>
    public override string ToString() => Exact + Near + Conflicting == 0 && Kept > 0
        ? $"{Total} articles, of which {Kept} repeat another or have both labels and were left in"
        : $"{Total} articles: {Exact} exact and {Near} near repetitions and {Conflicting} with both labels taken out, {Articles.Count} left";
}
