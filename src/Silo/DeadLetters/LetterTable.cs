using System.Globalization;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.DeadLetters;

/// <summary>Prints letters as a table.</summary>
internal static class LetterTable
{
    private static readonly string[] Head = ["LETTER", "FAILED AT (UTC)", "REASON", "ATTEMPTS", "CAME FROM", "BYTES", "FIRST LETTER"];
    private static readonly bool[] IsNumber = [false, false, false, true, false, true, false];

    /// <summary>The table's lines; every column is as wide as its widest cell.</summary>
    public static IEnumerable<string> Of(IReadOnlyCollection<LetterEntry> letters)
    {
        string[][] rows = [Head, .. letters.Select(Row)];
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => IsNumber[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>How many for each reason, in a line.</summary>
    public static string Reasons(LetterSelection selection) => string.Join(", ", selection.Reasons.Select(static reason =>
        string.Create(CultureInfo.InvariantCulture, $"{reason.Value:N0} {TerminalText.Of(reason.Key, 60)}")));

    /// <summary>A moment in UTC, to the second.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Where a letter came from.</summary>
    public static string Origin(LetterOrigin? origin) =>
        origin is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{TerminalText.Of(origin.Topic, 100)} {origin.Partition}:{origin.Offset}");

    private static string[] Row(LetterEntry letter) =>
    [
        letter.Place.ToString(),
        Moment(letter.FailedAt),
        TerminalText.Of(letter.Reason, 60),
        letter.Attempts.ToString(CultureInfo.InvariantCulture),
        Origin(letter.Origin),
        letter.Bytes.ToString("N0", CultureInfo.InvariantCulture),
        letter.FirstLetter?.ToString() ?? "",
    ];
}
