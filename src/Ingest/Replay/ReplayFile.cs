using System.IO.Compression;

namespace FakeNews.Ingest.Replay;

/// <summary>Reads articles from a file: CSV (<c>.csv</c>) or JSON lines (<c>.jsonl</c>, <c>.ndjson</c>, <c>.json</c>), each also with <c>.gz</c>.</summary>
public static class ReplayFile
{
    /// <summary>Reads a file's articles one by one; a file of any size takes little memory.</summary>
    /// <exception cref="InvalidDataException">The name tells no format, or a CSV lacks both a title and a text column; the message is a sentence.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static IEnumerable<ReplayRecord> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var gzip = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        Func<Stream, IEnumerable<ReplayRecord>> format = Path.GetExtension(gzip ? path[..^3] : path).ToUpperInvariant() switch
        {
            ".CSV" => CsvArticles.Read,
            ".JSONL" or ".NDJSON" or ".JSON" => JsonLineArticles.Read,
            _ => throw new InvalidDataException("The file's name must end in .csv, .jsonl, .ndjson or .json, with or without .gz."),
        };
        return Open(path, gzip, format);
    }

    private static IEnumerable<ReplayRecord> Open(string path, bool gzip, Func<Stream, IEnumerable<ReplayRecord>> format)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var content = gzip ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        foreach (var record in format(content))
        {
            yield return record;
        }
    }
}
