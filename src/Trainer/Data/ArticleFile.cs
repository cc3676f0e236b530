using System.IO.Compression;
using System.Text;

namespace FakeNews.Trainer.Data;

/// <summary>
/// Streams articles from CSV, gzip'd where the name ends in <c>.gz</c>. Columns are found by the header's names: <c>title</c> and <c>text</c> (one is
/// needed), <c>label</c>, and where present <c>id</c>, <c>subject</c>, <c>date</c>, <c>source</c>. Kaggle's <c>True.csv</c> and <c>Fake.csv</c>, which
/// have no label column, take it from the file's name.
/// </summary>
public static class ArticleFile
{
    /// <summary>Reads the articles of one file in order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="onBadRow">Told of each row that is left out; throw from it to stop.</param>
    /// <exception cref="InvalidDataException">The header lacks a needed column.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IEnumerable<LabelledArticle> Read(string path, Action<BadRow> onBadRow)
    {
        using var reader = Open(path);
        using var records = new CsvReader(reader).Records().GetEnumerator();
        if (!records.MoveNext())
        {
            throw new InvalidDataException($"{path} is empty; expected a header with title, text and label.");
        }

        var columns = Columns(path, records.Current.Fields);
        var width = records.Current.Fields.Count;
        var label = LabelOfName(path);
        for (var row = 0; records.MoveNext(); row++)
        {
            var record = records.Current;
            string Field(string name) => columns.TryGetValue(name, out var at) ? record.Fields[at].Trim() : "";
            if (record.Fault is { } fault)
            {
                onBadRow(new BadRow(path, record.Line, fault));
            }
            else if (record.Fields.Count != width)
            {
                onBadRow(new BadRow(path, record.Line, $"{record.Fields.Count} fields, the header has {width}"));
            }
            else if ((columns.ContainsKey("label") ? LabelOf(Field("label")) : label) is not { } truth)
            {
                onBadRow(new BadRow(path, record.Line, "the label is neither 0/fake nor 1/real"));
            }
            else if (Field("title").Length == 0 && Field("text").Length == 0)
            {
                onBadRow(new BadRow(path, record.Line, "neither title nor text"));
            }
            else
            {
                var id = Field("id") is { Length: > 0 } named ? named : $"{Path.GetFileNameWithoutExtension(path)}-{row}";
                yield return new LabelledArticle(id, Field("title"), Field("text"), truth, Field("source"), Field("subject"), Field("date"));
            }
        }
    }

    private static StreamReader Open(string path)
    {
        Stream stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            stream = new GZipStream(stream, CompressionMode.Decompress);
        }

        return new StreamReader(stream, Encoding.UTF8);
    }

    private static Dictionary<string, int> Columns(string path, IReadOnlyList<string> header)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Count; i++)
        {
            columns.TryAdd(header[i].Trim(), i);
        }

        if (!columns.ContainsKey("title") && !columns.ContainsKey("text"))
        {
            throw new InvalidDataException($"{path} has neither a title nor a text column.");
        }

        return columns.ContainsKey("label") || LabelOfName(path) is not null
            ? columns
            : throw new InvalidDataException($"{path} has no label column (and is not named True.csv or Fake.csv).");
    }

    private static int? LabelOfName(string path) => Path.GetFileName(path).Split('.')[0].ToUpperInvariant() switch
    {
        "TRUE" => 1,
        "FAKE" => 0,
        _ => null,
    };

    private static int? LabelOf(string field) => field.ToUpperInvariant() switch
    {
        "0" or "FAKE" => 0,
        "1" or "REAL" or "TRUE" => 1,
        _ => null,
    };
}
