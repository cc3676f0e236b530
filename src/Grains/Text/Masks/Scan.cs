namespace FakeNews.Grains.Text.Masks;

/// <summary>Small questions about a place in a text.</summary>
internal static class Scan
{
    /// <summary>Whether no letter or digit stands right before a position.</summary>
    public static bool IsWordStart(ReadOnlySpan<char> text, int at) => at == 0 || !char.IsLetterOrDigit(text[at - 1]);

    /// <summary>Whether no letter or digit stands at a position.</summary>
    public static bool IsWordEnd(ReadOnlySpan<char> text, int at) => at >= text.Length || !char.IsLetterOrDigit(text[at]);

    /// <summary>Whether a phrase may end at a position: as <see cref="IsWordEnd"/>, or a sentence is run together with it (<c>Century WireHere</c>).</summary>
    public static bool IsPhraseEnd(ReadOnlySpan<char> text, int at) =>
        IsWordEnd(text, at) || (at > 0 && char.IsUpper(text[at]) && char.IsLower(text[at - 1]));

    /// <summary>The position after any blanks and tabs.</summary>
    public static int SkipBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (text[at] is ' ' or '\t' or '\u00A0'))
        {
            at++;
        }

        return at;
    }

    /// <summary>Whether the text at a position is this, whatever its case.</summary>
    public static bool Is(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> phrase) =>
        at <= text.Length && text[at..].StartsWith(phrase, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a character is a hyphen or dash.</summary>
    public static bool IsDash(char c) => c is '-' or '\u2013' or '\u2014' or '\u2015';
}
