using System.Globalization;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.DeadLetters;

/// <summary>Prints letters as a table.</summary>
internal static class LetterTable
{
    private static readonly string[] Head = ["LETTER", "FAILED AT (UTC)", "REASON", "ATTEMPTS", "CAME FROM", "BYTES", "FIRST LETTER"];
    private static readonly int[] Numbers = [3, 5];

    /// <summary>The table's lines.</summary>
    public static IEnumerable<string> Of(IReadOnlyCollection<LetterEntry> letters) => TextTable.Of(Head, letters.Select(Row), Numbers);

    /// <summary>How many for each reason, in a line.</summary>
    public static string Reasons(LetterSelection selection) => string.Join(", ", selection.Reasons.Select(static reason =>
        string.Create(CultureInfo.InvariantCulture, $"{reason.Value:N0} {TerminalText.Of(reason.Key, 60)}")));

    /// <summary>Where a letter came from.</summary>
    public static string Origin(LetterOrigin? origin) =>
        origin is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{TerminalText.Of(origin.Topic, 100)} {origin.Partition}:{origin.Offset}");

    private static string[] Row(LetterEntry letter) =>
    [
        letter.Place.ToString(),
        MomentText.Of(letter.FailedAt),
        TerminalText.Of(letter.Reason, 60),
        letter.Attempts.ToString(CultureInfo.InvariantCulture),
        Origin(letter.Origin),
        letter.Bytes.ToString("N0", CultureInfo.InvariantCulture),
        letter.FirstLetter?.ToString() ?? "",
    ];
}
