using System.Buffers;

namespace FakeNews.Grains.Text.Masks;

/// <summary>Takes out who wrote, edited or took the picture: an opening line <c>By A. Name</c>, closing credits such as <c>Reporting by …; Editing by …</c>.</summary>
internal sealed class BylineMask() : PhraseMask(Credits)
{
    private const int LongestOpening = 120;
    private const int LongestCredit = 300;

    private static readonly string[] Credits =
        ["Reporting by ", "Additional reporting by ", "Reporting and writing by ", "Writing by ", "Editing by ", "Compiled by ", "Written by ", "Posted by ", "Edited by "];

    private static readonly SearchValues<char> Foreign = SearchValues.Create("!?:;()[]\"0123456789");

    public override string Name => "bylines";

    public override string Description => "Opening lines with an author and closing credits go.";

    protected override int Opening(ReadOnlySpan<char> text, TextPart part)
    {
        if (part != TextPart.Body || !text.StartsWith("By ", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var end = text[..Math.Min(text.Length, LongestOpening)].IndexOfAny('\n', '|');
        return end > 0 && AreNames(text[3..end]) ? end + 1 : 0;
    }

    protected override Edit? Match(ReadOnlySpan<char> text, int at, int floor, TextPart part)
    {
        var name = at + CreditLength(text[at..]);
        if (name == at || name >= text.Length || !char.IsUpper(text[name]) || !BeginsCredit(text, at, floor))
        {
            return null;
        }

        var open = at > floor && text[at - 1] == '(';
        var window = text.Slice(name, Math.Min(LongestCredit, text.Length - name));
        var length = open ? window.IndexOf(')') + 1 : window.IndexOf('\n');
        if (length <= 0)
        {
            length = name + window.Length == text.Length ? window.Length : SentenceEnd(window);
        }

        return new Edit(open ? at - 1 : at, name + length);
    }

    private static int CreditLength(ReadOnlySpan<char> text)
    {
        foreach (var credit in Credits)
        {
            if (text.StartsWith(credit, StringComparison.OrdinalIgnoreCase))
            {
                return credit.Length;
            }
        }

        return 0;
    }

    // A credit stands at the beginning, after a sentence or a bracket; `a report written by Ann` is prose.
    private static bool BeginsCredit(ReadOnlySpan<char> text, int at, int floor)
    {
        var before = at - 1;
        while (before >= floor && text[before] == ' ')
        {
            before--;
        }

        return before < floor || text[before] is '\n' or '(' or '.' or ';' or '"' or '\u201D' or '!' or '?' or ')';
    }

    private static int SentenceEnd(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(". ");
        return end < 0 ? 0 : end + 1;
    }

    // Capitalised words, joined by `and`.
    private static bool AreNames(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            if (!word.IsEmpty && !char.IsUpper(word[0]) && word is not ("and" or "&" or "-" or "de" or "van" or "von"))
            {
                return false;
            }
        }

        return !text.ContainsAny(Foreign);
    }
}
