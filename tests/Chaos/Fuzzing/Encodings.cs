using System.Text;

namespace FakeNews.Chaos.Fuzzing;

/// <summary>Text in encodings that are not UTF-8, or not quite.</summary>
internal static class Encodings
{
    public static byte[] Odd(Random random, string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        return random.Next(8) switch
        {
            0 => Encoding.Unicode.GetBytes(json),
            1 => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(json)],
            2 => Encoding.UTF32.GetBytes(json),
            3 => [0xEF, 0xBB, 0xBF, .. utf8],
            4 => Encoding.Latin1.GetBytes(json.Replace('e', '\u00e9')),
            // An overlong slash, a surrogate in three bytes, a character beyond Unicode.
            5 => [.. utf8[..^2], 0xC0, 0xAF, .. utf8[^2..]],
            6 => [.. utf8[..^2], 0xED, 0xA0, 0x80, .. utf8[^2..]],
            _ => [.. utf8[..^2], 0xF4, 0x90, 0x80, 0x80, .. utf8[^2..]],
        };
    }
}
