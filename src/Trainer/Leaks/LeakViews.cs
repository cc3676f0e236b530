using System.Globalization;
using System.Text;
using FakeNews.Grains.Text;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Leaks;

/// <summary>Parts of articles, written as words that the baseline's scanner finds.</summary>
internal static class LeakViews
{
    private const int OpeningLength = 200;
    private const int FirstWords = 8;
    private static readonly ITextMask Dateline = TextMasks.Find("datelines");

    /// <summary>The subject as one word, the date's words, and how the date is written (letters a, digits 9).</summary>
    public static string SubjectAndDate(LabelledArticle article)
    {
        var shape = string.Concat(article.Date.Select(static c => char.IsAsciiDigit(c) ? '9' : char.IsLetter(c) ? 'a' : '_'));
        return $"subject_{Word(article.Subject)} date_{shape} {article.Date}";
    }

    /// <summary>How long headline and body are, in steps of a fifth.</summary>
    public static string Length(LabelledArticle article) => $"title_{Step(article.Title)} body_{Step(article.Text)}";

    /// <summary>Every character that is neither letter, digit nor white space, by its number.</summary>
    public static string Punctuation(LabelledArticle article)
    {
        var words = new StringBuilder("none_none");
        foreach (var character in article.Title + "\n" + article.Text)
        {
            if (!char.IsLetterOrDigit(character) && !char.IsWhiteSpace(character))
            {
                words.Append(CultureInfo.InvariantCulture, $" u{(int)character:x4}");
            }
        }

        return words.ToString();
    }

    /// <summary>The body's first eight words.</summary>
    public static string Opening(LabelledArticle article) =>
        string.Join(' ', article.Text.Split((char[]?)null, FirstWords + 1, StringSplitOptions.RemoveEmptyEntries).Take(FirstWords));

    /// <summary>What the dateline mask takes from the beginning, and whether it takes anything.</summary>
    public static string DatelineOnly(LabelledArticle article)
    {
        var opening = article.Text[..Math.Min(OpeningLength, article.Text.Length)];
        var masked = Dateline.Apply(opening, TextPart.Body);
        var kept = 0;
        while (kept < masked.Length && kept < opening.Length && masked[^(kept + 1)] == opening[^(kept + 1)])
        {
            kept++;
        }

        var taken = opening[..^kept];
        return taken.Length == 0 ? "dateline_absent" : "dateline_present " + taken;
    }

    private static string Word(string text) => string.Concat(text.Select(static c => char.IsLetterOrDigit(c) ? c : '_'));

    private static int Step(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return (int)Math.Round(Math.Log(1 + words) / Math.Log(1.2));
    }
}
