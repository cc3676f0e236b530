namespace FakeNews.Grains.Text.Masks;

/// <summary>The date behind an embedded post: <c> May 4, 2017</c>.</summary>
internal static class PostDate
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>The position behind a date that begins here, or the position itself.</summary>
    public static int End(ReadOnlySpan<char> text, int at)
    {
        var month = Scan.SkipBlanks(text, at);
        foreach (var name in Months)
        {
            if (Scan.Is(text, month, name))
            {
                return AfterYear(text, month + name.Length) ?? at;
            }
        }

        return at;
    }

    private static int? AfterYear(ReadOnlySpan<char> text, int at)
    {
        var day = Scan.SkipBlanks(text, at);
        var comma = Digits(text, day, 2);
        if (comma == day || comma >= text.Length || text[comma] != ',')
        {
            return null;
        }

        var year = Scan.SkipBlanks(text, comma + 1);
        var end = Digits(text, year, 4);
        return end == year + 4 ? end : null;
    }

    private static int Digits(ReadOnlySpan<char> text, int at, int most)
    {
        var end = at;
        while (end < text.Length && end - at < most && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end;
    }
}
