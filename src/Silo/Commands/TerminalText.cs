using System.Globalization;
using System.Text;

namespace FakeNews.Silo.Commands;

/// <summary>Makes untrusted text safe for a terminal: no escape sequence, no direction mark and no line break reaches it.</summary>
internal static class TerminalText
{
    /// <summary>The text on one line; everything that is not printed by itself becomes U+FFFD, tabs and line breaks become blanks.</summary>
    /// <param name="text">Untrusted text.</param>
    /// <param name="longest">Most UTF-16 units; a longer text ends in an ellipsis.</param>
    public static string Of(string? text, int longest = int.MaxValue)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (safe.Length + rune.Utf16SequenceLength > longest - 1 && safe.Length + rune.Utf16SequenceLength < text.Length)
            {
                return safe.Append('…').ToString();
            }

            safe.Append(Printable(rune).ToString());
        }

        return safe.ToString();
    }

    /// <summary>True for what a terminal prints by itself: nothing that steers it, and no line break.</summary>
    public static bool IsPrinted(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static Rune Printable(Rune rune) => IsPrinted(rune) ? rune
        : rune.Value is '\t' or '\n' or '\r' or 0x2028 or 0x2029 ? new Rune(' ')
        : Rune.ReplacementChar;
}
