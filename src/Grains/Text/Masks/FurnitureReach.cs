namespace FakeNews.Grains.Text.Masks;

/// <summary>Measures how far page furniture goes.</summary>
internal static class FurnitureReach
{
    private const int LongestName = 60;
    private const int MostNameWords = 8;
    private const int LongestSentence = 140;
    private const int LongestLink = 200;

    private static readonly string[] Pointers = ["below", "here", "video", "videos", "clip", "footage", "tweet", "tweets", "above"];

    /// <summary>Where the furniture ends, or 0 where it is none.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Where the phrase begins.</param>
    /// <param name="at">Behind the phrase.</param>
    /// <param name="reach">The phrase's reach.</param>
    public static int End(ReadOnlySpan<char> text, int start, int at, Reach reach)
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
            Reach.Link => LinkEnd(text, at),
            Reach.Invitation => hasColon ? behind : InvitationEnd(text, start, at),
            _ => SentenceEnd(text, behind, out var end) ? end : NameEnd(text, behind),
        };
    }

    // Words that begin with a capital or a digit, joined by blanks, slashes and colons: `Chip Somodevilla/Getty Images`.
    private static int NameEnd(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        for (var words = 0; words < MostNameWords; words++)
        {
            var start = Scan.SkipBlanks(text, end);
            if (start >= text.Length || start - at > LongestName || !(char.IsUpper(text[start]) || char.IsDigit(text[start])) || FurniturePhrases.Begins(text, start))
            {
                break;
            }

            end = WordEnd(text, start);
            if (end < text.Length && text[end] == ':')
            {
                end++;
            }
            else if (end < text.Length && text[end] is '.' or '!' or '?' && end - start > 1)
            {
                break;
            }
        }

        return end;
    }

    private static int WordEnd(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < LongestName
            && (char.IsLetterOrDigit(text[end]) || text[end] is '/' or '-' or '_' or '&' or '\'' or '\u2019' || IsDotInside(text, end)))
        {
            end++;
        }

        return end;
    }

    private static bool IsDotInside(ReadOnlySpan<char> text, int at) => text[at] == '.' && at + 1 < text.Length && char.IsAsciiLetterLower(text[at + 1]);

    private static int LinkEnd(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < LongestLink && !char.IsWhiteSpace(text[end]) && text[end] is not (')' or ']' or '"'))
        {
            end++;
        }

        return end;
    }

    private static int InvitationEnd(ReadOnlySpan<char> text, int start, int at)
    {
        if (!BeginsSentence(text, start) || !SentenceEnd(text, at, out var end))
        {
            return 0;
        }

        var sentence = text[start..end].TrimEnd(".:!? \n");
        foreach (var pointer in Pointers)
        {
            if (sentence.EndsWith(pointer, StringComparison.OrdinalIgnoreCase) && Scan.IsWordStart(sentence, sentence.Length - pointer.Length))
            {
                return end;
            }
        }

        return 0;
    }

    /// <summary>Whether nothing of a sentence stands before a position.</summary>
    public static bool BeginsSentence(ReadOnlySpan<char> text, int start)
    {
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        return start == 0 || text[start - 1] is '\n' or '.' or '!' or '?' or ':' or '"' or '\u201D' or ')';
    }

    // Up to a line feed, a colon or the end of a sentence; false where none is near.
    private static bool SentenceEnd(ReadOnlySpan<char> text, int at, out int end)
    {
        var window = text.Slice(at, Math.Min(LongestSentence, text.Length - at));
        for (var i = 0; i < window.Length; i++)
        {
            if (window[i] == '\n')
            {
                end = at + i;
                return true;
            }

            var closes = window[i] is '.' or '!' or '?' or ':' && (i + 1 >= window.Length || char.IsWhiteSpace(window[i + 1]) || char.IsUpper(window[i + 1]));
            if (closes && !IsInitial(window, i))
            {
                end = at + i + 1;
                return true;
            }
        }

        end = text.Length;
        return at + window.Length == text.Length;
    }

    // `J. Smith`
    private static bool IsInitial(ReadOnlySpan<char> text, int dot) =>
        text[dot] == '.' && dot > 0 && char.IsUpper(text[dot - 1]) && (dot == 1 || !char.IsLetter(text[dot - 2]));
}
