using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FakeNews.Ingest.Parsing;

/// <summary>Reads a JSON string that may spell out lone surrogates (<c>\ud800</c>), which the framework's reader refuses: they become U+FFFD.</summary>
internal static class JsonText
{
    private static readonly SearchValues<char> Surrogates = SearchValues.Create(
        [.. Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(unit => (char)unit).Where(char.IsSurrogate)]);

    /// <summary>The current string token's text, well-formed UTF-16.</summary>
    public static string Read(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Unescape(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);

    /// <summary>True where the current property name token is <paramref name="name"/>.</summary>
    public static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped ? Unescape(reader.ValueSpan) == Encoding.UTF8.GetString(name) : reader.ValueSpan.SequenceEqual(name);

    /// <summary>Undoes the escapes of a string that the reader has found valid.</summary>
    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var rented = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(escaped.Length));
        try
        {
            var length = 0;
            while (!escaped.IsEmpty)
            {
                var plain = escaped.IndexOf((byte)'\\');
                var run = plain < 0 ? escaped : escaped[..plain];
                length += Encoding.UTF8.GetChars(run, rented.AsSpan(length));
                escaped = escaped[run.Length..];
                if (!escaped.IsEmpty)
                {
                    (rented[length], var taken) = One(escaped[1..]);
                    length++;
                    escaped = escaped[(1 + taken)..];
                }
            }

            var text = rented.AsSpan(0, length);
            ReplaceLoneSurrogates(text);
            return new string(text);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>The unit behind a backslash, and how many bytes spelled it.</summary>
    private static (char Unit, int Taken) One(ReadOnlySpan<byte> behind) => behind[0] switch
    {
        (byte)'n' => ('\n', 1),
        (byte)'t' => ('\t', 1),
        (byte)'r' => ('\r', 1),
        (byte)'b' => ('\b', 1),
        (byte)'f' => ('\f', 1),
        (byte)'u' => ((char)ushort.Parse(behind.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), 5),
        var itself => ((char)itself, 1),
    };

    private static void ReplaceLoneSurrogates(Span<char> text)
    {
        for (var next = text.IndexOfAny(Surrogates); next >= 0 && !text.IsEmpty; next = text.IndexOfAny(Surrogates))
        {
            text = text[next..];
            if (text.Length > 1 && char.IsSurrogatePair(text[0], text[1]))
            {
                text = text[2..];
            }
            else
            {
                text[0] = '\uFFFD';
                text = text[1..];
            }
        }
    }
}
