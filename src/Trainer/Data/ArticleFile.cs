using System.IO.Compression;
using System.Text;

namespace FakeNews.Trainer.Data;

/// <summary>
/// Streams articles from a file, gzip'd where the name ends in <c>.gz</c>. <c>.jsonl</c>, <c>.ndjson</c> and <c>.json</c> hold a JSON object a line: our articles
/// with a <c>label</c>, or records of the labels topic. All other files are CSV: <c>title</c> and <c>text</c> (one is needed), <c>label</c>, and where present
/// <c>id</c>, <c>subject</c>, <c>date</c>, <c>source</c>; Kaggle's <c>True.csv</c> and <c>Fake.csv</c>, which have no label column, take it from their name.
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
        foreach (var article in IsJson(path) ? JsonLineArticles.Read(reader, path, onBadRow) : CsvArticles.Read(reader, path, onBadRow))
        {
            yield return article;
        }
    }

    private static bool IsJson(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToUpperInvariant() is ".JSONL" or ".NDJSON" or ".JSON";
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
}
