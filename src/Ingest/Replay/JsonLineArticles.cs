using System.Text;
using FakeNews.Ingest.Parsing;

namespace FakeNews.Ingest.Replay;

/// <summary>Reads JSON lines as bytes, so that broken lines stay as broken as they are. Blank lines are no records.</summary>
internal static class JsonLineArticles
{
    public static IEnumerable<ReplayRecord> Read(Stream stream)
    {
        var buffer = new byte[1 << 16];
        var (start, end) = (0, 0);
        while (true)
        {
            var newline = Array.IndexOf(buffer, (byte)'\n', start, end - start);
            if (newline >= 0)
            {
                if (Record(buffer.AsSpan(start..newline)) is { } record)
                {
                    yield return record;
                }

                start = newline + 1;
                continue;
            }

            buffer.AsSpan(start..end).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0)
            {
                break;
            }

            end += read;
        }

        if (Record(buffer.AsSpan(start..end)) is { } last)
        {
            yield return last;
        }
    }

    private static ReplayRecord? Record(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd("\r"u8);
        if (line.Trim(" \t"u8).IsEmpty)
        {
            return null;
        }

        var outcome = ArticleParser.Parse(line, default, static () => string.Empty);
        return new ReplayRecord(line.ToArray(), outcome.Succeeded && outcome.Article.Id.Length > 0 ? Encoding.UTF8.GetBytes(outcome.Article.Id) : null);
    }
}
