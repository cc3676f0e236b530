namespace FakeNews.Grains.Text.Masks;

/// <summary>Finds the name that stands before a signature or a credit.</summary>
internal static class PersonBefore
{
    private const int LongestName = 50;
    private const int MostWords = 4;

    /// <summary>
    /// Where the capitalised words before a position begin; the position itself where there are none. Two blanks, a dash or a mark that ends a sentence begin a
    /// name; an initial's full stop does not.
    /// </summary>
    /// <param name="text">The whole text.</param>
    /// <param name="at">Right behind the name.</param>
    /// <param name="floor">The name does not begin before this.</param>
    public static int Start(ReadOnlySpan<char> text, int at, int floor)
    {
        var start = at;
        for (var words = 0; words < MostWords; words++)
        {
            var end = start;
            if (end > floor && text[end - 1] == ' ')
            {
                end--;
            }

            var word = WordStart(text, end, floor, at);
            if (word == end || !char.IsUpper(text[word]))
            {
                break;
            }

            start = word;
        }

        return start;
    }

    private static int WordStart(ReadOnlySpan<char> text, int end, int floor, int at)
    {
        var start = end;
        while (start > floor && at - start < LongestName && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '-' or '/' || IsInitialStop(text, start - 1)))
        {
            start--;
        }

        return start;
    }

    private static bool IsInitialStop(ReadOnlySpan<char> text, int at) =>
        text[at] == '.' && at > 0 && char.IsUpper(text[at - 1]) && (at == 1 || !char.IsLetter(text[at - 2]));
}
