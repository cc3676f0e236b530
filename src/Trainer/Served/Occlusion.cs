using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Served;

/// <summary>
/// Attribution by occlusion (Zeiler and Fergus 2014): each of an article's first words is left out in turn, and the change of the probability is that word's. Words
/// are those between blanks; what masks take away anyway comes out as 0.
/// </summary>
public static class Occlusion
{
    /// <summary>Words of title and body that are tried, title first.</summary>
    public const int DefaultWords = 40;

    /// <summary>Attributes an article.</summary>
    /// <returns>In reading order; empty where the article has no score.</returns>
    public static async Task<IReadOnlyList<WordAttribution>> OfAsync(ServedModel model, LabelledArticle article, int words = DefaultWords, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(article);
        var title = Words(article.Title).ToList();
        var tried = title.Select(word => (Word: word, IsTitle: true))
            .Concat(Words(article.Text).Select(word => (Word: word, IsTitle: false)))
            .Take(words).ToList();
        var variants = tried.Select(word => word.IsTitle
            ? article with { Title = Without(article.Title, word.Word) }
            : article with { Text = Without(article.Text, word.Word) });
        var scores = await model.ProbabilitiesAsync(variants.Prepend(article), cancellation);
        return scores[0] is not { } whole
            ? []
            : [.. tried.Zip(scores.Skip(1), (word, score) => new WordAttribution((word.IsTitle ? article.Title : article.Text)[word.Word], whole - (score ?? whole)))];
    }

    private static IEnumerable<Range> Words(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (start < text.Length && char.IsWhiteSpace(text[start]))
            {
                start++;
            }

            at = start;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at > start)
            {
                yield return start..at;
            }
        }
    }

    private static string Without(string text, Range word) => string.Concat(text.AsSpan(0, word.Start.Value), text.AsSpan(word.End.Value));
}
