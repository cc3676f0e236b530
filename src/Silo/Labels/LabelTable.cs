using System.Globalization;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;
using FakeNews.Ingest.Labels;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.Labels;

/// <summary>Prints labels for a person; nothing in them steers the terminal.</summary>
internal static class LabelTable
{
    private static readonly string[] Head = ["LABELLED AT (UTC)", "REVIEWER", "LABEL", "ARTICLE", "TITLE"];

    /// <summary>The table's lines.</summary>
    public static IEnumerable<string> Of(IReadOnlyCollection<LabelWord> words) => TextTable.Of(Head, words.Select(static word => (string[])
    [
        MomentText.Of(word.Word.At), TerminalText.Of(word.Word.Reviewer, 30), Name(word.Word.Label), TerminalText.Of(word.ArticleId, 60), TerminalText.Of(word.Title, 60),
    ]));

    /// <summary>How many there are of each, in a sentence.</summary>
    public static string Sum(IReadOnlyCollection<LabelWord> words)
    {
        var counts = words.CountBy(static word => word.Word.Label).OrderBy(static label => label.Key)
            .Select(static label => string.Create(CultureInfo.InvariantCulture, $"{label.Value:N0} {Name(label.Key)}"));
        return $"{Counted.Of(words.Count, "label")} on {Counted.Of(words.Select(static word => word.ArticleId).Distinct(StringComparer.Ordinal).Count(), "article")}: {string.Join(", ", counts)}.";
    }

    /// <summary>What reviewers say of one article, and the article.</summary>
    public static IEnumerable<string> Page(ArticleLabel article, IReadOnlyCollection<LabelWord> words)
    {
        yield return $"Article   {TerminalText.Of(article.ArticleId, 520)}";
        yield return $"Title     {TerminalText.Of(article.Title ?? "-", 1000)}";
        yield return $"Source    {TerminalText.Of(article.Source ?? "-", 300)}";
        yield return $"Together  {Name(Review(words).Outcome)}";
        foreach (var word in words)
        {
            var note = word.Word.Note is { Length: > 0 } remark ? $" ({TerminalText.Of(remark, 2000)})" : "";
            yield return $"Label     {MomentText.Of(word.Word.At)}  {TerminalText.Of(word.Word.Reviewer, 256)}: {Name(word.Word.Label)}{note}";
        }

        yield return "";
        foreach (var line in (article.Text ?? "").ReplaceLineEndings("\n").Split('\n'))
        {
            yield return TerminalText.Of(line);
        }
    }

    /// <summary>The words on one article, folded.</summary>
    public static ArticleReview Review(IEnumerable<LabelWord> words) => words.Aggregate(ArticleReview.Empty, static (review, word) => review.With(word.Word));

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
