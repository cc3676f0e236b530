using System.IO.Compression;
using System.Text;

namespace FakeNews.EndToEnd.Tests.Life;

/// <summary>Writes a set of labelled articles as <c>fakenews-trainer</c> reads it from a data folder.</summary>
internal static class ArticleSetFile
{
    /// <summary>Writes <c>SET/NAME.csv.gz</c>.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="set">The set's folder, e.g. <c>isot</c>.</param>
    /// <param name="name">The file's name without its endings.</param>
    /// <param name="rows">The articles; label 0 is fake, 1 is real.</param>
    public static void Write(string folder, string set, string name, IEnumerable<(string Id, string Title, string Text, int Label)> rows)
    {
        var path = Directory.CreateDirectory(Path.Combine(folder, set)).FullName;
        using var file = new GZipStream(File.Create(Path.Combine(path, name + ".csv.gz")), CompressionLevel.Fastest);
        file.Write(Encoding.UTF8.GetBytes(
            "id,title,text,subject,date,label,source\r\n" + string.Concat(rows.Select(static row => FormattableString.Invariant($"{row.Id},{Quoted(row.Title)},{Quoted(row.Text)},,,{row.Label},\r\n")))));
    }

    private static string Quoted(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
