namespace FakeNews.Silo.Commands;

/// <summary>A table for a terminal; every column is as wide as its widest cell.</summary>
internal static class TextTable
{
    /// <summary>Its lines.</summary>
    /// <param name="head">The columns' names.</param>
    /// <param name="rows">As many cells each.</param>
    /// <param name="numbers">Columns that are set flush right.</param>
    public static IEnumerable<string> Of(string[] head, IEnumerable<string[]> rows, params int[] numbers)
    {
        string[][] all = [head, .. rows];
        var widths = Enumerable.Range(0, head.Length).Select(column => all.Max(row => row[column].Length)).ToArray();
        return all.Select(row => string.Join("  ", row.Select((cell, column) => numbers.Contains(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
    }
}
