using System.Text;

namespace FakeNews.Grains.Sources;

/// <summary>Makes a publisher's name, which anyone can write anything into, fit to be a grain's key and to be shown.</summary>
public static class SourceName
{
    /// <summary>Stands for articles that name no publisher.</summary>
    public const string Unknown = "(unknown)";

    /// <summary>Stands for all publishers beyond those that are followed.</summary>
    public const string Other = "(other)";

    /// <summary>Longest name in UTF-16 units; the rest is cut off.</summary>
    public const int Longest = 100;

    /// <summary>
    /// The name without control and format characters (which could hide or reorder text) and lone surrogates, white space collapsed, cut at
    /// <see cref="Longest"/>; never empty.
    /// </summary>
    public static string Normalize(string? source)
    {
        if (string.IsNullOrWhiteSpace(source))
        {
            return Unknown;
        }

        var name = new StringBuilder(Math.Min(source.Length, Longest));
        var blank = false;
        foreach (var rune in source.AsSpan(0, Math.Min(source.Length, Longest * 10)).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                blank = name.Length > 0;
                continue;
            }

            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Control
                or System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.OtherNotAssigned)
            {
                continue;
            }

            if (name.Length + rune.Utf16SequenceLength + (blank ? 1 : 0) > Longest)
            {
                break;
            }

            name.Append(blank ? " " : "").Append(rune.ToString());
            blank = false;
        }

        return name.Length == 0 ? Unknown : name.ToString();
    }
}
