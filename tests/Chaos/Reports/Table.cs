using System.Text;

namespace FakeNews.Chaos.Reports;

/// <summary>A plain table: the first column to the left, numbers to the right.</summary>
internal static class Table
{
    /// <summary>Writes rows under a head.</summary>
    public static string Write(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [head, .. rows];
        int[] widths = [.. head.Select((_, column) => all.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (var row in all)
        {
            for (var column = 0; column < widths.Length; column++)
            {
                text.Append(column == 0 ? row[column].PadRight(widths[column]) : "  " + row[column].PadLeft(widths[column]));
            }

            text.AppendLine();
        }

        return text.ToString();
    }
}
