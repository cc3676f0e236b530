using System.Globalization;

namespace FakeNews.Trainer.Reports.Documents;

/// <summary>Takes out of third parties' texts what could act in a page, a terminal or an editor instead of being read.</summary>
internal static class PlainText
{
    private const int Longest = 300;

    /// <summary>Control, format (such as direction overrides), private and lone surrogate characters become blanks; overlong texts are cut.</summary>
    public static string Of(string text)
    {
        var clean = string.Concat(text.EnumerateRunes().Select(rune => Rune(rune)));
        return clean.Length <= Longest ? clean : string.Concat(clean.AsSpan(0, char.IsHighSurrogate(clean[Longest - 1]) ? Longest - 1 : Longest), "…");
    }

    private static string Rune(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned => " ",
        _ => rune.ToString(),
    };
}
