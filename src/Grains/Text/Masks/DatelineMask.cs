namespace FakeNews.Grains.Text.Masks;

/// <summary>
/// Takes out where and through whom a report came: an opening such as <c>GENEVA (Reuters) - </c>, and the names of agencies and of sites that sign their texts.
/// </summary>
internal sealed class DatelineMask() : PhraseMask(
    "Thomson Reuters Foundation", "Thomson Reuters", "Reuters", "(AP)", "(AFP)", "(UPI)", "(ANI)", "(IANS)", "(Xinhua)", "(TASS)",
    "the Associated Press", "Associated Press", "Agence France-Presse", "21st Century Wire", "21WIRE", "21Wire.TV", "Breitbart News", "Daily Caller News Foundation")
{
    // Place, region and date of the longest openings; beyond it a bracket belongs to the text.
    private const int LongestPlace = 90;
    private const int LongestAgency = 40;

    private static readonly string[] Agencies = ["Reuters", "AP", "AFP", "UPI", "CNN", "Xinhua", "TASS", "ANI", "IANS", "Bloomberg", "Associated Press", "Reuters Health", "Thomson Reuters Foundation", "Reuters Breakingviews"];

    public override string Name => "datelines";

    public override string Description => "Openings with a place and an agency go, and so do the names of agencies and of sites that sign their texts.";

    protected override int Opening(ReadOnlySpan<char> text, TextPart part)
    {
        if (part != TextPart.Body)
        {
            return 0;
        }

        var open = text[..Math.Min(text.Length, LongestPlace)].IndexOf('(');
        if (open >= 0 && AgencyEnd(text, open) is > 0 and var end)
        {
            var dash = AfterDash(text, end);
            return !IsPlace(text[..open], dash > 0) ? 0 : dash > 0 ? dash : Scan.SkipBlanks(text, end);
        }

        return CapitalPlaceEnd(text);
    }

    protected override Edit? Match(ReadOnlySpan<char> text, int at, int floor, TextPart part)
    {
        var end = TriggerEnd(text, at);
        if (end == 0 || (text[at] != '(' && !Scan.IsWordStart(text, at)))
        {
            return null;
        }

        if (Scan.Is(text, end, "/Ipsos"))
        {
            return new Edit(at, end + 1);
        }

        if (at > floor && text[at - 1] == '(' && end < text.Length && text[end] == ')')
        {
            return new Edit(at - 1, end + 1);
        }

        // Without its object the verb would tell as much as the name did.
        const string told = "told ";
        var isObject = at - told.Length >= floor && Scan.Is(text, at - told.Length, told) && Scan.IsWordStart(text, at - told.Length);
        return isObject ? new Edit(at - told.Length, end, "said") : new Edit(at, end);
    }

    private static int TriggerEnd(ReadOnlySpan<char> text, int at)
    {
        ReadOnlySpan<string> longestFirst =
        [
            "Thomson Reuters Foundation", "Thomson Reuters", "Reuters", "(AP)", "(AFP)", "(UPI)", "(ANI)", "(IANS)", "(Xinhua)", "(TASS)",
            "the Associated Press", "Associated Press", "Agence France-Presse", "21st Century Wire says", "21st Century Wire", "21Wire.TV", "21WIRE", "Breitbart News",
            "Daily Caller News Foundation",
        ];
        foreach (var phrase in longestFirst)
        {
            if (Scan.Is(text, at, phrase) && (phrase[^1] == ')' || Scan.IsPhraseEnd(text, at + phrase.Length)))
            {
                return at + phrase.Length;
            }
        }

        return 0;
    }

    // Without a dash behind the agency every word must have its capital; with one, `ON BOARD the ship` will do.
    private static bool IsPlace(ReadOnlySpan<char> text, bool anyWords)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isPlain = char.IsLetterOrDigit(c) || c is ' ' or ',' or '.' or '/' or '\'' or '\u2019' || Scan.IsDash(c);
            var isSmallWord = char.IsLower(c) && Scan.IsWordStart(text, i);
            if (!isPlain || (isSmallWord && !anyWords))
            {
                return false;
            }
        }

        return text.IsEmpty || char.IsUpper(text[0]);
    }

    // The position behind the bracket that names an agency, or 0.
    private static int AgencyEnd(ReadOnlySpan<char> text, int open)
    {
        var length = text.Slice(open, Math.Min(LongestAgency, text.Length - open)).IndexOf(')');
        if (length < 0)
        {
            return 0;
        }

        var inside = text.Slice(open + 1, length - 1);
        foreach (var agency in Agencies)
        {
            if (inside.Equals(agency, StringComparison.OrdinalIgnoreCase))
            {
                return open + length + 1;
            }
        }

        return 0;
    }

    // `NEW YORK - A judge`: a few words in capitals and a dash; the position behind it, or 0.
    private static int CapitalPlaceEnd(ReadOnlySpan<char> text)
    {
        var letters = 0;
        for (var i = 0; i < Math.Min(text.Length, LongestPlace); i++)
        {
            var c = text[i];
            if (Scan.IsDash(c) && i > 0 && text[i - 1] == ' ' && letters > 3)
            {
                return AfterDash(text, i);
            }

            if (!(char.IsUpper(c) || c is ' ' or ',' or '.' or '/'))
            {
                return 0;
            }

            letters += char.IsUpper(c) ? 1 : 0;
        }

        return 0;
    }

    private static int AfterDash(ReadOnlySpan<char> text, int at)
    {
        at = Scan.SkipBlanks(text, at);
        var dash = at;
        while (at < text.Length && Scan.IsDash(text[at]))
        {
            at++;
        }

        return at > dash && at < text.Length && text[at] == ' ' ? Scan.SkipBlanks(text, at) : 0;
    }
}
