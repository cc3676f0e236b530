using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Leaks;

/// <summary>Makes one set of several files that hold the same articles in parts, such as ISOT's bodies and its table of titles.</summary>
public static class ArticleJoin
{
    /// <summary>Joins by id: what an article lacks in one file is taken from the next. The order is that of the first appearance.</summary>
    /// <exception cref="InvalidDataException">Two files give an article different labels.</exception>
    public static IReadOnlyList<LabelledArticle> ById(IEnumerable<LabelledArticle> articles)
    {
        ArgumentNullException.ThrowIfNull(articles);
        var joined = new OrderedDictionary<string, LabelledArticle>(StringComparer.Ordinal);
        foreach (var article in articles)
        {
            if (!joined.TryGetValue(article.Id, out var known))
            {
                joined.Add(article.Id, article);
            }
            else if (known.Label != article.Label)
            {
                throw new InvalidDataException($"Two articles have the same id and different labels: row {joined.IndexOf(article.Id) + 1} of the joined set. Give files of one set only.");
            }
            else
            {
                joined[article.Id] = known with
                {
                    Title = Either(known.Title, article.Title),
                    Text = Either(known.Text, article.Text),
                    Source = Either(known.Source, article.Source),
                    Subject = Either(known.Subject, article.Subject),
                    Date = Either(known.Date, article.Date),
                };
            }
        }

        return [.. joined.Values];
    }

    private static string Either(string one, string other) => one.Length > 0 ? one : other;
}
