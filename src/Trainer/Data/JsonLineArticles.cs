using System.Text.Json;

namespace FakeNews.Trainer.Data;

/// <summary>
/// Articles of a file with one JSON object a line: <c>{id, title, text, label, source, subject, date}</c>, where <c>articleId</c> stands for <c>id</c> and
/// <c>publishedAt</c> or <c>at</c> for <c>date</c> too. <c>label</c> is 0, 1, "fake" or "real".
/// </summary>
internal static class JsonLineArticles
{
    /// <summary>Reads them in order; empty lines are passed over.</summary>
    public static IEnumerable<LabelledArticle> Read(TextReader reader, string path, Action<BadRow> onBadRow)
    {
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var (article, fault) = Parse(text, $"{Path.GetFileNameWithoutExtension(path)}-{line}");
            if (article is not null)
            {
                yield return article;
            }
            else
            {
                onBadRow(new BadRow(path, line, fault!));
            }
        }
    }

    private static (LabelledArticle? Article, string? Fault) Parse(string line, string unnamed)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(line);
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return (null, "the line is no JSON");
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return (null, "the line is no JSON object");
        }

        string Field(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                {
                    return value.ToString().Trim();
                }
            }

            return "";
        }

        var article = new LabelledArticle(
            Field("id", "articleId") is { Length: > 0 } id ? id : unnamed, Field("title"), Field("text"), 0, Field("source"), Field("subject"), Field("date", "publishedAt", "at"));
        return ArticleLabel.Parse(Field("label")) is not { } label ? (null, "the label is neither 0/fake nor 1/real")
            : article.Title.Length == 0 && article.Text.Length == 0 ? (null, "neither title nor text")
            : (article with { Label = label }, null);
    }
}
