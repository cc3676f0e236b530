using System.Globalization;
using System.Text;

namespace FakeNews.Grains.Tests.Tokenization;

/// <summary>Writes <c>characters.txt</c>, the compact form of what Hugging Face does to each code point.</summary>
internal static class CharacterTableFile
{
    private const string Heading =
        """
        # What becomes of each code point under BERT's uncased normalisation; what is not listed is a letter that stays itself.
        # Hangul syllables are left out (they are decomposed by arithmetic). Written and checked by CharacterTableTests.
        # `drop 0300-036F`; `letter 0041-005A +32`: each becomes itself plus 32; `letter 00C0 61 61 61`: this and the next ones become these.

        """;

    public static string Write(IEnumerable<CodePointRow> rows)
    {
        var text = new StringBuilder(Heading.ReplaceLineEndings("\n"));
        var listed = rows.Where(row => row is not { Kind: "letter", Becomes: "" } and not { First: >= 0xAC00 and <= 0xD7A3 }).ToArray();
        for (var i = 0; i < listed.Length;)
        {
            i += listed[i].Becomes.Length == 0 ? WriteRange(listed[i], text) : WriteMapped(listed.AsSpan(i), text);
        }

        return text.ToString();
    }

    private static int WriteRange(CodePointRow row, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"{Name(row)} {row.First:X4}");
        if (row.Last > row.First)
        {
            text.Append(CultureInfo.InvariantCulture, $"-{row.Last:X4}");
        }

        text.Append('\n');
        return 1;
    }

    private static int WriteMapped(ReadOnlySpan<CodePointRow> rows, StringBuilder text)
    {
        var shifted = 1;
        while (shifted < rows.Length && Follows(rows, shifted) && rows[shifted].Distance is { } distance && distance == rows[0].Distance)
        {
            shifted++;
        }

        if (shifted > 3)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name(rows[0])} {rows[0].First:X4}-{rows[shifted - 1].First:X4} {rows[0].Distance:+0;-0}\n");
            return shifted;
        }

        text.Append(CultureInfo.InvariantCulture, $"{Name(rows[0])} {rows[0].First:X4}");
        var count = 0;
        do
        {
            text.Append(' ').Append(rows[count].Becomes.Replace(' ', '+'));
            count++;
        }
        while (count < Math.Min(rows.Length, 16) && Follows(rows, count));
        text.Append('\n');
        return count;
    }

    private static bool Follows(ReadOnlySpan<CodePointRow> rows, int i) =>
        rows[i].Becomes.Length > 0 && rows[i].Kind == rows[0].Kind && rows[i].First == rows[i - 1].First + 1;

    private static string Name(CodePointRow row) => row.Kind == "cjk" ? "ideograph" : row.Kind;
}
