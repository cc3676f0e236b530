using System.Globalization;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.DeadLetters;

/// <summary>Prints one letter with everything it has; nothing in it steers the terminal.</summary>
internal static class LetterPage
{
    // More than that nobody reads on a terminal.
    private const int Shown = 64 * 1024;

    /// <summary>The page's lines.</summary>
    public static IEnumerable<string> Of(DeadLetter letter)
    {
        yield return $"Letter       {letter.Place}";
        yield return $"Failed at    {MomentText.Of(letter.FailedAt)} UTC";
        yield return $"Reason       {TerminalText.Of(letter.Reason, 60)}";
        yield return $"Detail       {TerminalText.Of(letter.ExceptionMessage ?? "-", 1000)} ({TerminalText.Of(letter.ExceptionType ?? "-", 200)})";
        yield return $"Came from    {LetterTable.Origin(letter.Origin)}";
        yield return string.Create(CultureInfo.InvariantCulture, $"Attempts     {letter.Attempts}");
        if (letter.FirstLetter is { } first)
        {
            yield return $"First letter {first}";
        }

        yield return $"Key          {(letter.Key is { } key ? Head(key, 1000) : "(none)")}";
        foreach (var header in letter.OriginalHeaders)
        {
            yield return $"Header       {TerminalText.Of(header.Key, 200)}: {(header.GetValueBytes() is { } value ? Head(value, 1000) : "(none)")}";
        }

        if (letter.Value is not { } bytes)
        {
            yield return "Value        (none)";
            yield break;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"Value        {bytes.Length:N0} bytes{(letter.OriginalSize is { } size ? $", cut from {size:N0}" : "")}");
        yield return "";
        yield return EscapedBytes.Of(bytes.AsSpan(0, Math.Min(bytes.Length, Shown)));
        if (bytes.Length > Shown)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"… {bytes.Length - Shown:N0} bytes more; --raw writes them all.");
        }
    }

    private static string Head(byte[] bytes, int longest) => TerminalText.Of(EscapedBytes.Of(bytes.AsSpan(0, Math.Min(bytes.Length, longest))));
}
