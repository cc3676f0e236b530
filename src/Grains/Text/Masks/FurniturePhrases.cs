using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FakeNews.Grains.Text.Masks;

/// <summary>What pages say round their articles.</summary>
internal static class FurniturePhrases
{
    private const int LongestPhrase = 40;

    /// <summary>Phrases in small letters, and how far the furniture goes beyond them.</summary>
    public static FrozenDictionary<string, Reach> All { get; } = new Dictionary<string, Reach>
    {
        ["featured image"] = Reach.Sentence,
        ["feature image"] = Reach.Sentence,
        ["image via"] = Reach.Sentence,
        ["image credit"] = Reach.Sentence,
        ["image by"] = Reach.Sentence,
        ["image courtesy of"] = Reach.Sentence,
        ["image source"] = Reach.Sentence,
        ["images via"] = Reach.Sentence,
        ["photo via"] = Reach.Sentence,
        ["photo by"] = Reach.Sentence,
        ["photo credit"] = Reach.Sentence,
        ["photo courtesy of"] = Reach.Sentence,
        ["photos via"] = Reach.Sentence,
        ["video via"] = Reach.Sentence,
        ["screenshot via"] = Reach.Sentence,
        ["screen capture via"] = Reach.Sentence,
        ["screengrab via"] = Reach.Sentence,
        ["via screengrab"] = Reach.Phrase,
        ["via screen capture"] = Reach.Phrase,
        ["via screenshot"] = Reach.Phrase,
        ["via video screen capture"] = Reach.Phrase,
        ["via youtube"] = Reach.Name,
        ["via twitter"] = Reach.Name,
        ["via facebook"] = Reach.Name,
        ["h/t"] = Reach.Name,
        ["via"] = Reach.NameAfterColon,
        ["source"] = Reach.NameAfterColon,
        ["sources"] = Reach.NameAfterColon,
        ["read more"] = Reach.Name,
        ["read the full story"] = Reach.Sentence,
        ["read the rest"] = Reach.Name,
        ["read full story"] = Reach.Name,
        ["read it here"] = Reach.Phrase,
        ["continue reading"] = Reach.Name,
        ["for entire story"] = Reach.Name,
        ["for more"] = Reach.NameAfterColon,
        ["entire story"] = Reach.NameAfterColon,
        ["more"] = Reach.NameAfterColon,
        ["related"] = Reach.NameAfterColon,
        ["see more"] = Reach.Name,
        ["click here"] = Reach.Phrase,
        ["watch"] = Reach.Invitation,
        ["watch below"] = Reach.Phrase,
        ["watch here"] = Reach.Phrase,
        ["you can watch"] = Reach.Invitation,
        ["listen here"] = Reach.Phrase,
        ["listen"] = Reach.PhraseWithColon,
        ["video"] = Reach.PhraseWithColon,
        ["see below"] = Reach.Phrase,
        ["scroll down for video"] = Reach.Phrase,
        ["share this"] = Reach.Phrase,
        ["share this story"] = Reach.Phrase,
        ["share this article"] = Reach.Phrase,
        ["share on facebook"] = Reach.Phrase,
        ["follow us on"] = Reach.Sentence,
        ["follow him on twitter"] = Reach.Phrase,
        ["follow her on twitter"] = Reach.Phrase,
        ["like us on facebook"] = Reach.Phrase,
        ["support our work by subscribing"] = Reach.Sentence,
        ["subscribe & become a member"] = Reach.Sentence,
        ["please subscribe"] = Reach.Sentence,
        ["sign up for our"] = Reach.Sentence,
        ["leave a comment"] = Reach.Sentence,
        ["news at"] = Reach.PhraseWithColon,
        ["files at"] = Reach.PhraseWithColon,
        ["advertisement"] = Reach.Phrase,
        ["story continues below"] = Reach.Phrase,
        ["pic.twitter.com"] = Reach.Link,
        ["source link"] = Reach.Sentence,
        ["featured photo"] = Reach.Sentence,
        ["featured photos"] = Reach.Sentence,
        ["featured images"] = Reach.Sentence,
        ["featured video"] = Reach.Sentence,
        ["photos by"] = Reach.Sentence,
        ["images by"] = Reach.Sentence,
        ["continue this"] = Reach.Sentence,
        ["tune in to the"] = Reach.Sentence,
        ["support our work"] = Reach.Sentence,
        ["take a look"] = Reach.Invitation,
        ["check out"] = Reach.Invitation,
        ["check it out"] = Reach.Invitation,
        ["listen to"] = Reach.Invitation,
        ["here's the"] = Reach.Invitation,
        ["here s the"] = Reach.Invitation,
        ["here is the"] = Reach.Invitation,
        ["see the"] = Reach.Invitation,
        ["see it"] = Reach.Invitation,
        ["read the"] = Reach.Invitation,
        ["read his"] = Reach.Invitation,
        ["read her"] = Reach.Invitation,
        ["read it"] = Reach.Invitation,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words that open a headline before a colon, bar or dash.</summary>
    public static ImmutableArray<string> Labels { get; } =
    [
        "breaking news", "breaking", "watch", "video", "just in", "exclusive", "update", "factbox", "timeline", "highlights", "commentary", "explainer", "report",
        "live", "must watch", "must see", "must read", "developing", "alert", "shock video", "boom", "wow", "leaked video", "instant view", "analysis", "opinion",
        "corrected", "refile", "wrapup", "newsmaker", "insight", "flashback", "busted", "bombshell", "shocking", "unreal", "lol", "oops", "yikes", "hilarious",
    ];

    private static readonly FrozenDictionary<string, Reach>.AlternateLookup<ReadOnlySpan<char>> BySpan = All.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] Notes =
    [
        "video", "videos", "watch", "image", "images", "tweet", "tweets", "photo", "photos", "audio", "details", "screenshot", "screenshots", "screengrab", "updated", "update",
        "must watch", "exclusive", "graphic", "live", "listen", "pictures", "pics", "gif", "gifs", "memes", "poll", "interview", "infographic", "opinion", "document", "satire", "full text", "youtube", "caption", "embed",
    ];

    private static readonly string[] Openers = ["featured", "image", "photo", "via:", "watch", "read", "support"];

    /// <summary>The longest phrase that begins at a position, its length and reach; length 0 where there is none.</summary>
    public static (int Length, Reach Reach) At(ReadOnlySpan<char> text, int at)
    {
        for (var length = Math.Min(LongestPhrase, text.Length - at); length > 2; length--)
        {
            if (Scan.IsPhraseEnd(text, at + length) && BySpan.TryGetValue(text.Slice(at, length), out var reach))
            {
                return (length, reach);
            }
        }

        return default;
    }

    /// <summary>Whether a word at a position begins page furniture, so that no name goes on there.</summary>
    public static bool Begins(ReadOnlySpan<char> text, int at)
    {
        foreach (var word in Openers)
        {
            if (Scan.Is(text, at, word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a phrase names a source in small letters too (<c>image via Somebody</c>); the others are prose inside a sentence (<c>they share this view</c>).
    /// </summary>
    public static bool IsCredit(ReadOnlySpan<char> text, int at, int end)
    {
        var phrase = text[at..end];
        var name = Scan.SkipBlanks(text, end);
        return phrase.StartsWith("via", StringComparison.OrdinalIgnoreCase)
            || phrase.Contains('/')
            || phrase.Contains('.')
            || (phrase.EndsWith("via", StringComparison.OrdinalIgnoreCase) && name < text.Length && char.IsUpper(text[name]));
    }

    /// <summary>Whether a bracket's content is a note about the page: it begins or ends with a word such as video.</summary>
    public static bool IsNote(ReadOnlySpan<char> content)
    {
        content = content.Trim();
        foreach (var note in Notes)
        {
            if ((content.StartsWith(note, StringComparison.OrdinalIgnoreCase) && Scan.IsWordEnd(content, note.Length))
                || (content.EndsWith(note, StringComparison.OrdinalIgnoreCase) && Scan.IsWordStart(content, content.Length - note.Length)))
            {
                return true;
            }
        }

        return false;
    }
}
