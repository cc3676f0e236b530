namespace FakeNews.Grains.Text.Masks;

/// <summary>Takes out web and mail addresses, bare host names, @handles and #hashtags. <c>#1</c> and <c>5 @ 20</c> stay.</summary>
internal sealed class LinkMask() : PhraseMask([.. Schemes, .. Endings, Picture, "@", "#"])
{
    private const int LongestHost = 80;
    private const int LongestLink = 2000;

    private const string Picture = "pic.twitter.com";

    private static readonly string[] Schemes = ["http://", "https://", "www."];
    private static readonly string[] Endings = [".com", ".org", ".net", ".co.uk", ".tv/", ".co/", ".ly/", ".be/", ".info", ".gov"];

    public override string Name => "urls";

    public override string Description => "Web and mail addresses, host names, @handles and #hashtags go.";

    protected override Edit? Match(ReadOnlySpan<char> text, int at, int floor, TextPart part)
    {
        Edit? edit = text[at] switch
        {
            '@' => Handle(text, at, floor),
            '#' => Hashtag(text, at),
            '.' => Host(text, at, floor),
            'w' or 'W' when !Scan.IsWordStart(text, at) => null,
            _ => new Edit(at, LinkEnd(text, at)),
        };
        return edit is { } link && link.Start > floor && text[link.Start - 1] == '(' && link.End < text.Length && text[link.End] == ')'
            ? new Edit(link.Start - 1, link.End + 1)
            : edit;
    }

    private static Edit? Handle(ReadOnlySpan<char> text, int at, int floor)
    {
        var end = NameEnd(text, at + 1);
        if (end == at + 1)
        {
            return null;
        }

        var start = HostStart(text, at, floor);
        return new Edit(start, start < at ? LinkEnd(text, at) : end);
    }

    private static Edit? Hashtag(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && char.IsLetter(text[at + 1]) && (at == 0 || !char.IsUpper(text[at - 1])) ? new Edit(at, NameEnd(text, at + 1)) : null;

    // Small letters only: `work.Net income` is two sentences run together.
    private static Edit? Host(ReadOnlySpan<char> text, int at, int floor)
    {
        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetterLower(text[end]))
        {
            end++;
        }

        var start = HostStart(text, at, floor);
        var whole = start < at && end > at + 2 && Scan.IsWordEnd(text, end);
        return whole ? new Edit(start, end < text.Length && text[end] is '/' or '.' ? LinkEnd(text, end) : end) : null;
    }

    private static int HostStart(ReadOnlySpan<char> text, int at, int floor)
    {
        var start = at;
        while (start > floor && at - start < LongestHost && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '-' or '_' or '+'))
        {
            start--;
        }

        while (start < at && !char.IsAsciiLetterOrDigit(text[start]))
        {
            start++;
        }

        return start;
    }

    private static int NameEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        return at;
    }

    // Up to white space, a quote or a bracket; closing punctuation belongs to the sentence.
    private static int LinkEnd(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < LongestLink && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '<' or '>' or '\u201D' or '\u2019' or ')' or ']'))
        {
            end++;
        }

        while (end > at + 1 && text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?')
        {
            end--;
        }

        return end;
    }
}
