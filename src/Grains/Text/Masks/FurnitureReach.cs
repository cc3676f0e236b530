namespace FakeNews.Grains.Text.Masks;

/// <summary>How far a piece of page furniture goes beyond its phrase.</summary>
internal enum Reach
{
    /// <summary>The phrase alone, with a colon behind it.</summary>
    Phrase,

    /// <summary>Only before a colon: the word alone is prose.</summary>
    PhraseWithColon,

    /// <summary>A name after it: capitalised words.</summary>
    Name,

    /// <summary>A name after it, only after a colon.</summary>
    NameAfterColon,

    /// <summary>The rest of the sentence or line, bounded.</summary>
    Sentence,
}

/// <summary>Measures a <see cref="Reach"/>.</summary>
internal static class FurnitureReach
{
    private const int LongestName = 60;
    private const int MostNameWords = 4;
    private const int LongestSentence = 140;

    /// <summary>Where the furniture ends, or 0 where it is none.</summary>
    public static int End(ReadOnlySpan<char> text, int at, Reach reach)
    {
        var colon = Scan.SkipBlanks(text, at);
        var hasColon = colon < text.Length && text[colon] == ':';
        var behind = hasColon ? colon + 1 : at;
        return reach switch
        {
            Reach.Phrase => behind,
            Reach.PhraseWithColon => hasColon ? behind : 0,
            Reach.Name => NameEnd(text, behind),
            Reach.NameAfterColon => hasColon ? NameEnd(text, behind) : 0,
            _ => SentenceEnd(text, behind),
        };
    }

    // Words that begin with a capital or a digit, joined by blanks or slashes: `Chip Somodevilla/Getty Images`.
    private static int NameEnd(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        for (var words = 0; words < MostNameWords; words++)
        {
            var start = Scan.SkipBlanks(text, end);
            if (start >= text.Length || start - at > LongestName || !(char.IsUpper(text[start]) || char.IsDigit(text[start])))
            {
                break;
            }

            end = WordEnd(text, start);
            if (end < text.Length && text[end] is '.' or '!' or '?')
            {
                break;
            }
        }

        return end;
    }

    private static int WordEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '/' or '-' or '_' or '&' or '\'' or '\u2019' || IsDotInside(text, at)))
        {
            at++;
        }

        return at;
    }

    private static bool IsDotInside(ReadOnlySpan<char> text, int at) => text[at] == '.' && at + 1 < text.Length && char.IsAsciiLetterLower(text[at + 1]);

    // Up to a line feed or the end of a sentence; where neither is near, only the phrase goes.
    private static int SentenceEnd(ReadOnlySpan<char> text, int at)
    {
        var window = text.Slice(at, Math.Min(LongestSentence, text.Length - at));
        for (var i = 0; i < window.Length; i++)
        {
            if (window[i] == '\n')
            {
                return at + i;
            }

            if (window[i] is '.' or '!' or '?' && (i + 1 >= window.Length || char.IsWhiteSpace(window[i + 1]) || char.IsUpper(window[i + 1])))
            {
                return at + i + 1;
            }
        }

        return at + window.Length == text.Length ? text.Length : NameEnd(text, at);
    }
}
