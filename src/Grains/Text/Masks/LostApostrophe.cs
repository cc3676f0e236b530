using System.Collections.Frozen;

namespace FakeNews.Grains.Text.Masks;

/// <summary>Tells a blank that stands for a lost apostrophe (<c>Trump s</c>, <c>couldn t</c>, <c>they re</c>) from one between words.</summary>
internal static class LostApostrophe
{
    private const int LongestWord = 12;

    private static readonly FrozenSet<string> Pronouns = Words("i", "you", "he", "she", "it", "we", "they", "who", "that", "there", "what", "this", "here", "how", "where");
    private static readonly FrozenSet<string> Auxiliaries = Words("could", "would", "should", "might", "must");

    private static readonly FrozenSet<string> Negated = Words(
        "don", "doesn", "didn", "isn", "aren", "wasn", "weren", "can", "couldn", "won", "wouldn", "shouldn", "haven", "hasn", "hadn", "ain", "needn", "mustn");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PronounsBySpan = Pronouns.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AuxiliariesBySpan = Auxiliaries.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NegatedBySpan = Negated.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether the blank at a position stands for an apostrophe.</summary>
    public static bool Is(ReadOnlySpan<char> text, int blank)
    {
        if (blank == 0 || !char.IsLetter(text[blank - 1]))
        {
            return false;
        }

        var ending = Ending(text[(blank + 1)..]);
        if (ending.IsEmpty)
        {
            return false;
        }

        var word = WordBefore(text[..blank]);
        return (ending[0] | 0x20) switch
        {
            's' => ending[0] == 's' || (word.Length > 1 && char.IsUpper(word[^2])),
            't' => NegatedBySpan.Contains(word),
            'm' => word is "I" or "i",
            'v' => PronounsBySpan.Contains(word) || AuxiliariesBySpan.Contains(word),
            _ => PronounsBySpan.Contains(word),
        };
    }

    private static FrozenSet<string> Words(params IEnumerable<string> words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // The ending of a contraction that the text begins with, where nothing of a word follows; else empty.
    private static ReadOnlySpan<char> Ending(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && length < 3 && char.IsLetterOrDigit(text[length]))
        {
            length++;
        }

        var ending = text[..length];
        var known = length switch
        {
            1 => (ending[0] | 0x20) is 's' or 't' or 'd' or 'm',
            2 => ending.Equals("re", StringComparison.OrdinalIgnoreCase)
                || ending.Equals("ve", StringComparison.OrdinalIgnoreCase)
                || ending.Equals("ll", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
        return known && !IsInitial(text[length..]) ? ending : [];
    }

    // `U. s.` and `s.t.` are abbreviations, and `s'` or `s-` already have their mark.
    private static bool IsInitial(ReadOnlySpan<char> after) =>
        after.Length > 0 && (after[0] is '\'' or '\u2019' || (after[0] is '.' or '&' && after.Length > 1 && char.IsLower(after[1])));

    private static ReadOnlySpan<char> WordBefore(ReadOnlySpan<char> text)
    {
        var start = text.Length;
        while (start > 0 && text.Length - start <= LongestWord && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return text[start..];
    }
}
