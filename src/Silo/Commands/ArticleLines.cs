using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using FakeNews.Ingest.Parsing;

namespace FakeNews.Silo.Commands;

/// <summary>Articles of a file or of standard input: JSON lines, one JSON document, or the plain text of one article.</summary>
internal sealed class ArticleLines : IAsyncDisposable
{
    private readonly Stream _stream;

    private ArticleLines(Stream stream) => _stream = stream;

    /// <summary>Opens a file; <c>-</c> is standard input.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static ArticleLines Open(string file)
    {
        if (file == "-")
        {
            return new ArticleLines(Console.OpenStandardInput());
        }

        if (!File.Exists(file))
        {
            throw new UsageException($"There is no file {file}.");
        }

        Stream stream = File.OpenRead(file);
        return new ArticleLines(file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
    }

    /// <summary>Reads them one by one, with the line where each begins.</summary>
    public async IAsyncEnumerable<(int Line, ParseOutcome Outcome)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lines = new ByteLines(_stream);
        var number = 0;
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            number++;
            if (IsBlank(line))
            {
                continue;
            }

            if (number == 1 && FirstOf(line) is not ((byte)'{' or (byte)'['))
            {
                yield return (number, PlainText(line, await lines.ReadRestAsync(cancellationToken)));
                yield break;
            }

            if (number == 1 && !IsWhole(line))
            {
                // One document over several lines; unless it is none either, and only the first line is broken.
                var rest = await lines.ReadRestAsync(cancellationToken);
                byte[] document = [.. line, (byte)'\n', .. rest];
                foreach (var (at, outcome) in IsWhole(document) ? Document(document).Select(static outcome => (1, outcome)) : Lines(document))
                {
                    yield return (at, outcome);
                }

                yield break;
            }

            foreach (var outcome in Document(line))
            {
                yield return (number, outcome);
            }
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static IEnumerable<ParseOutcome> Document(byte[] json) => ArticleArray.TrySplit(json, out var elements)
        ? [.. elements.Select(static element => Parse(element.ToArray()))]
        : [Parse(json)];

    private static IEnumerable<(int Line, ParseOutcome Outcome)> Lines(byte[] document)
    {
        var number = 0;
        for (var start = 0; start < document.Length;)
        {
            number++;
            var length = document.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var found ? found : document.Length - start;
            var line = document[start..(start + length)];
            start += length + 1;
            if (!IsBlank(line))
            {
                foreach (var outcome in Document(line))
                {
                    yield return (number, outcome);
                }
            }
        }
    }

    private static ParseOutcome Parse(byte[] json) => ArticleParser.Parse(json, default, () => ArticleIds.FromContent(json));

    /// <summary>The first line is the title where a blank line or more text follows; a single line is the text.</summary>
    private static ParseOutcome PlainText(byte[] first, byte[] rest)
    {
        var (title, text) = IsBlank(rest) ? (null, Decode(first)) : (Decode(first), Decode(rest));
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            if (title is not null)
            {
                writer.WriteString("title", title.Trim());
            }

            writer.WriteString("text", text.Trim());
            writer.WriteEndObject();
        }

        return Parse(json.ToArray());
    }

    private static string Decode(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static byte FirstOf(ReadOnlySpan<byte> line)
    {
        line = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        line = line.TrimStart(" \t\r"u8);
        return line.IsEmpty ? (byte)0 : line[0];
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r\n"u8).IsEmpty;

    private static bool IsWhole(byte[] line)
    {
        try
        {
            var reader = new Utf8JsonReader(line.AsSpan().StartsWith("\uFEFF"u8) ? line.AsSpan(3) : line, new JsonReaderOptions { MaxDepth = 100_000 });
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
