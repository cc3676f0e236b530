using System.Buffers;
using System.Text;
using System.Text.Json;
using nietras.SeparatedValues;

namespace FakeNews.Ingest.Replay;

/// <summary>
/// Reads a CSV with a header row (RFC 4180; comma, semicolon or tab): columns <c>title</c> and <c>text</c> in any order and letter case, and where they are there
/// <c>id</c>, <c>url</c>, <c>source</c>, <c>language</c>, <c>publishedAt</c>. Other columns are ignored; an empty cell is an absent field.
/// </summary>
internal static class CsvArticles
{
    private static readonly string[] Fields = ["id", "url", "title", "text", "source", "language", "publishedAt"];

    public static IEnumerable<ReplayRecord> Read(Stream stream)
    {
        using var reader = Sep.Reader(options => options with { Unescape = true, DisableColCountCheck = true }).From(stream);
        var columns = Columns(reader.Header.ColNames);
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json);
        foreach (var row in reader)
        {
            json.ResetWrittenCount();
            writer.Reset();
            yield return Record(row, columns, writer, json);
        }
    }

    private static List<(string Field, int Column)> Columns(IReadOnlyList<string> names)
    {
        var columns = new List<(string Field, int Column)>();
        foreach (var field in Fields)
        {
            for (var column = 0; column < names.Count; column++)
            {
                if (names[column].Trim().Trim('\uFEFF').Equals(field, StringComparison.OrdinalIgnoreCase))
                {
                    columns.Add((field, column));
                    break;
                }
            }
        }

        return columns.Any(column => column.Field is "title" or "text")
            ? columns
            : throw new InvalidDataException("The CSV has neither a title nor a text column; its first line must name the columns.");
    }

    private static ReplayRecord Record(SepReader.Row row, List<(string Field, int Column)> columns, Utf8JsonWriter writer, ArrayBufferWriter<byte> json)
    {
        string? key = null;
        writer.WriteStartObject();
        foreach (var (field, column) in columns)
        {
            var cell = column < row.ColCount ? row[column].Span : default;
            if (!cell.IsEmpty)
            {
                writer.WriteString(field, cell);
                key ??= field is "id" or "url" ? cell.ToString() : null;
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return new ReplayRecord(json.WrittenSpan.ToArray(), key is null ? null : Encoding.UTF8.GetBytes(key));
    }
}
