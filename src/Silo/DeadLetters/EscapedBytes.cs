using System.Buffers;
using System.Globalization;
using System.Text;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.DeadLetters;

/// <summary>Shows untrusted bytes in a terminal so that a person sees what they are: text as text, all else by its number.</summary>
internal static class EscapedBytes
{
    /// <summary>The bytes as text; what is no UTF-8 becomes <c>\xNN</c>, what would steer a terminal <c>\u{N}</c>. Line feeds and tabs stay.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var shown = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed) == OperationStatus.Done)
            {
                _ = rune.Value is '\n' or '\t' || TerminalText.IsPrinted(rune)
                    ? shown.Append(rune.ToString())
                    : shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            }
            else
            {
                foreach (var odd in bytes[..consumed])
                {
                    shown.Append(CultureInfo.InvariantCulture, $"\\x{odd:X2}");
                }
            }

            bytes = bytes[consumed..];
        }

        return shown.ToString();
    }
}
