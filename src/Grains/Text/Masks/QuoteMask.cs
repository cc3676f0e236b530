using System.Text;

namespace FakeNews.Grains.Text.Masks;

/// <summary>
/// One style of punctuation: double quotes go, single ones remain only inside words and straight, an apostrophe lost to a blank comes back
/// (<c>Trump s</c>, <c>couldn t</c>), long dashes and ellipses become their ASCII forms. Whole ISOT classes differ in nothing but this.
/// </summary>
internal sealed class QuoteMask : ITextMask
{
    public string Name => "quotes";

    public string Description => "Double quotes go, apostrophes become straight and come back where they were lost to a blank, dashes and ellipses become ASCII.";

    public string Apply(string text, TextPart part) => Rounds.UntilStable(text, ApplyOnce);

    private static string ApplyOnce(string text)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Replacement(text, i) is { } replacement)
            {
                result ??= new StringBuilder(text.Length + 16);
                result.Append(text, copied, i - copied).Append(replacement);
                copied = i + 1;
            }
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    // What a character becomes, or null where it stays. Looks at a bounded neighbourhood only.
    private static string? Replacement(string text, int i)
    {
        switch (text[i])
        {
            case ' ':
                return LostApostrophe.Is(text, i) ? "'" : null;
            case '\'':
                return IsInsideWord(text, i) ? null : Gap(text, i);
            case '\u2018' or '\u2019' or '\u201A' or '\u201B' or '\u2032' or '\u02BC' or '`' or '\u00B4':
                return IsInsideWord(text, i) ? "'" : Gap(text, i);
            case '"' or '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u2033' or '\u00AB' or '\u00BB' or '\u2039' or '\u203A':
                return Gap(text, i);
            case '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212':
                return "-";
            case '\u2026':
                return "...";
            case '\u00A0':
                return " ";
            default:
                return null;
        }
    }

    private static bool IsInsideWord(string text, int i) =>
        i > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i - 1]) && char.IsLetter(text[i + 1]);

    // A quote between two words keeps them apart: `said."He`.
    private static string Gap(string text, int i) =>
        i > 0 && i + 1 < text.Length && !char.IsWhiteSpace(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]) ? " " : "";
}
