namespace FakeNews.Trainer.Data;

/// <summary>Articles of a CSV file whose columns are found by the header's names.</summary>
internal static class CsvArticles
{
    /// <summary>Reads them in order.</summary>
    public static IEnumerable<LabelledArticle> Read(TextReader reader, string path, Action<BadRow> onBadRow)
    {
        using var records = new CsvReader(reader).Records().GetEnumerator();
        if (!records.MoveNext())
        {
            throw new InvalidDataException($"{path} is empty; expected a header with title, text and label.");
        }

        var columns = Columns(path, records.Current.Fields);
        var width = records.Current.Fields.Count;
        var label = ArticleLabel.OfFileName(path);
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
            else if ((columns.ContainsKey("label") ? ArticleLabel.Parse(Field("label")) : label) is not { } truth)
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

        return columns.ContainsKey("label") || ArticleLabel.OfFileName(path) is not null
            ? columns
            : throw new InvalidDataException($"{path} has no label column (and is not named True.csv or Fake.csv).");
    }
}
