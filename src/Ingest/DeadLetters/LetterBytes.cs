using System.Text;
using System.Text.Unicode;

namespace FakeNews.Ingest.DeadLetters;

/// <summary>Bytes in an export.</summary>
/// <param name="Base64">The bytes.</param>
/// <param name="Text">The same as text, where they are UTF-8; else null.</param>
public sealed record LetterBytes(byte[] Base64, string? Text)
{
    internal static LetterBytes? Of(byte[]? bytes) => bytes is null ? null : new(bytes, Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null);
}
