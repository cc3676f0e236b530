namespace FakeNews.Grains.Text.Masks;

/// <summary>
/// Takes out what a page puts round an article: picture and source credits, invitations to watch, read, share and subscribe, signatures of embedded posts, and in
/// headlines labels (<c>BREAKING:</c>) and bracketed notes (<c>[VIDEO]</c>).
/// </summary>
internal sealed class SiteFurnitureMask() : PhraseMask([.. FurniturePhrases.All.Keys, "[", "(", "getty"])
{
    private const int LongestNote = 40;
    private const int LongestHandle = 24;

    public override string Name => "site-furniture";

    public override string Description => "Credits of pictures and sources, invitations to watch, read, share or subscribe, labels and bracketed notes in headlines go.";

    protected override int Opening(ReadOnlySpan<char> text, TextPart part)
    {
        foreach (var label in FurniturePhrases.Labels)
        {
            if (Scan.Is(text, 0, label) && LabelEnd(text, label.Length) is > 0 and var end)
            {
                return end;
            }
        }

        return 0;
    }

    protected override Edit? Match(ReadOnlySpan<char> text, int at, int floor, TextPart part)
    {
        switch (text[at])
        {
            case '[':
                return Note(text, at);
            case '(':
                return PostSignature(text, at, floor) ?? Note(text, at);
            case 'g' or 'G':
                return PictureAgency(text, at, floor);
        }

        var (phrase, reach) = FurniturePhrases.At(text, at);
        if (phrase == 0 || IsInsideWord(text, at, phrase) || !(char.IsUpper(text[at]) || FurniturePhrases.IsCredit(text, at, at + phrase) || FurnitureReach.BeginsSentence(text, at)))
        {
            return null;
        }

        var end = FurnitureReach.End(text, at, at + phrase, reach);
        return end == 0 ? null : new Edit(at, end);
    }

    // Sentences run together where a page's paragraphs were joined: `storyWatch:`, `RTREAD MORE`; so a change of case or a shouted phrase begins a word.
    private static bool IsInsideWord(ReadOnlySpan<char> text, int at, int length) =>
        !Scan.IsWordStart(text, at) && !(char.IsUpper(text[at]) && (!char.IsUpper(text[at - 1]) || (length > 6 && char.IsUpper(text[at + 1]))));

    private static int LabelEnd(ReadOnlySpan<char> text, int at)
    {
        at = Scan.SkipBlanks(text, at);
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '!'))
        {
            at++;
        }

        return at < text.Length && (text[at] is ':' or '|' || (Scan.IsDash(text[at]) && at + 1 < text.Length && text[at + 1] == ' ')) ? Scan.SkipBlanks(text, at + 1) : 0;
    }

    private static Edit? Note(ReadOnlySpan<char> text, int at)
    {
        var length = text.Slice(at, Math.Min(LongestNote, text.Length - at)).IndexOfAny(']', ')');
        return length > 0 && FurniturePhrases.IsNote(text.Slice(at + 1, length - 1)) ? new Edit(at, at + length + 1) : null;
    }

    // `A. Person (@handle) May 4, 2017` ends an embedded post.
    private static Edit? PostSignature(ReadOnlySpan<char> text, int at, int floor)
    {
        if (at + 1 >= text.Length || text[at + 1] != '@')
        {
            return null;
        }

        var length = text.Slice(at, Math.Min(LongestHandle, text.Length - at)).IndexOf(')');
        if (length < 0)
        {
            return null;
        }

        var end = PostDate.End(text, at + length + 1);
        return new Edit(end > at + length + 1 ? PersonBefore.Start(text, at, floor) : at, end);
    }

    // `A. Person/Getty Images`, `via Getty`; the museum and the man stay.
    private static Edit? PictureAgency(ReadOnlySpan<char> text, int at, int floor)
    {
        const string agency = "getty";
        const string images = " images";
        var end = at + agency.Length;
        var hasImages = Scan.Is(text, end, images);
        var joined = at > floor && text[at - 1] == '/';
        var via = at - 4 >= floor && Scan.Is(text, at - 4, "via ");
        if (!Scan.IsWordEnd(text, end) || !(hasImages || joined || via))
        {
            return null;
        }

        var start = via ? at - 4 : PersonBefore.Start(text, at, floor);
        return new Edit(start, hasImages ? end + images.Length : end);
    }
}
