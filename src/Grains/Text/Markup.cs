using System.Net;
using System.Text;

namespace FakeNews.Grains.Text;

/// <summary>
/// Takes HTML out of a text: entities are decoded, tags and comments vanish, scripts and style sheets with their content. A tag that breaks a line leaves a line
/// feed. A lone <c>&lt;</c> or <c>&amp;</c> and whatever is never closed is ordinary text. Linear in the text's length, whatever it holds.
/// </summary>
internal static class Markup
{
    private const int LongestEntity = 12;

    private static readonly HashSet<string> Inline = new(
        ["a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var", "wbr"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> InlineNames = Inline.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text without mark-up; the same instance where there was none.</summary>
    public static string Strip(string text) => StripTags(DecodeEntities(text));

    private static string DecodeEntities(string text)
    {
        if (!text.Contains('&'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        for (var at = rest.IndexOf('&'); at >= 0; at = rest.IndexOf('&'))
        {
            result.Append(rest[..at]);
            rest = DecodeEntity(rest[(at + 1)..], result);
        }

        return result.Append(rest).ToString();
    }

    // A decoded ampersand may begin the next entity (`&amp;lt;` of feeds that escape twice), so it is looked at again with what follows.
    private static ReadOnlySpan<char> DecodeEntity(ReadOnlySpan<char> rest, StringBuilder result)
    {
        while (true)
        {
            var end = rest[..Math.Min(rest.Length, LongestEntity)].IndexOf(';');
            var decoded = end > 0 ? WebUtility.HtmlDecode($"&{rest[..end]};") : "&;";
            if (decoded[0] == '&' && decoded.Length > 1)
            {
                result.Append('&');
                return rest;
            }

            rest = rest[(end + 1)..];
            if (decoded != "&")
            {
                result.Append(decoded);
                return rest;
            }
        }
    }

    private static string StripTags(string text)
    {
        var at = text.IndexOf('<');
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var copied = 0;
        var closings = new MarkupClosings(text);
        while (at >= 0)
        {
            var end = ElementEnd(text, at, closings, out var breaksLine);
            if (end > at)
            {
                result.Append(text, copied, at - copied).Append(breaksLine ? "\n" : "");
                copied = end;
            }

            at = Math.Max(end, at + 1) is var next && next < text.Length ? text.IndexOf('<', next) : -1;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    // Where the tag, comment or hidden element that begins at a bracket ends; the bracket itself where it is ordinary text.
    private static int ElementEnd(string text, int at, MarkupClosings closings, out bool breaksLine)
    {
        breaksLine = true;
        if (string.CompareOrdinal(text, at, "<!--", 0, 4) == 0)
        {
            return closings.After("-->", at) ?? at;
        }

        var isEnd = at + 1 < text.Length && text[at + 1] == '/';
        var name = Name(text.AsSpan(at + (isEnd ? 2 : 1)));
        var isDeclaration = at + 1 < text.Length && text[at + 1] is '!' or '?';
        var close = text.AsSpan(at + 1).IndexOfAny('<', '>') + at + 1;
        if ((name.IsEmpty && !isDeclaration) || close == at || text[close] == '<')
        {
            return at;
        }

        breaksLine = !InlineNames.Contains(name);
        var hidden = isEnd ? null
            : name.Equals("script", StringComparison.OrdinalIgnoreCase) ? "</script"
            : name.Equals("style", StringComparison.OrdinalIgnoreCase) ? "</style"
            : null;
        return (hidden is null ? null : closings.After(hidden, close)) ?? close + 1;
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> tag)
    {
        var length = 0;
        while (length < tag.Length && (char.IsAsciiLetter(tag[length]) || (length > 0 && char.IsAsciiDigit(tag[length]))))
        {
            length++;
        }

        return tag[..length];
    }
}
