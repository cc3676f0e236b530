using System.Text;

namespace FakeNews.Grains.Text.Masks;

/// <summary>
/// Calms a headline: words of five and more capitals become a capital and small letters (all words where most are shouted), brackets go but not
/// what they hold, and a run of one mark (<c>!!!</c>) becomes one. Bodies stay.
/// </summary>
internal sealed class CapitalMask : ITextMask
{
    // Shorter ones are acronyms as a rule: NATO, FBI.
    private const int ShortestShout = 5;

    public string Name => "capitals";

    public string Description => "In headlines, shouted words become ordinary ones, brackets go, and repeated marks become one.";

    public string Apply(string text, TextPart part) => part == TextPart.Title ? Rounds.UntilStable(text, ApplyOnce) : text;

    private static string ApplyOnce(string text)
    {
        var shortest = IsShouted(text) ? 2 : ShortestShout;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var end = WordEnd(text, i);
            if (end > i)
            {
                AppendWord(text.AsSpan(i, end - i), shortest, result);
                i = end;
                continue;
            }

            var c = text[i++];
            var repeats = c is '!' or '?' && i < text.Length && text[i] == c;
            if (!repeats && c is not ('[' or ']' or '(' or ')' or '{' or '}'))
            {
                result.Append(c);
            }
        }

        return result.Length == text.Length && result.Equals(text) ? text : result.ToString();
    }

    private static int WordEnd(string text, int i)
    {
        while (i < text.Length && (char.IsLetter(text[i]) || IsApostrophe(text, i)))
        {
            i++;
        }

        return i;
    }

    private static bool IsApostrophe(string text, int i) =>
        text[i] is '\'' or '\u2019' && i > 0 && char.IsLetter(text[i - 1]) && i + 1 < text.Length && char.IsLetter(text[i + 1]);

    private static void AppendWord(ReadOnlySpan<char> word, int shortest, StringBuilder result)
    {
        if (word.Length < shortest || !IsUpper(word))
        {
            result.Append(word);
            return;
        }

        result.Append(word[0]);
        foreach (var c in word[1..])
        {
            result.Append(char.ToLowerInvariant(c));
        }
    }

    // More than half of the longer words are in capitals.
    private static bool IsShouted(string text)
    {
        var (shouted, words) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var end = WordEnd(text, i);
            if (end - i >= 4)
            {
                words++;
                shouted += IsUpper(text.AsSpan(i, end - i)) ? 1 : 0;
            }

            i = Math.Max(i, end);
        }

        return 2 * shouted > words;
    }

    private static bool IsUpper(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (char.IsLetter(c) && char.ToLowerInvariant(c) == c)
            {
                return false;
            }
        }

        return true;
    }
}
