using System.Globalization;
using System.Text;
using Confluent.Kafka;
using FakeNews.Ingest.Replay;

namespace FakeNews.Ingest.DeadLetters;

/// <summary>What goes back to the articles' topic for a letter: the original's bytes, key and headers, and after those the headers of the replay.</summary>
public static class ReplayedLetter
{
    /// <summary>Makes the record.</summary>
    public static ReplayRecord Of(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var headers = new Headers();
        foreach (var header in letter.OriginalHeaders)
        {
            headers.Add(header.Key, header.GetValueBytes());
        }

        Add(headers, DeadLetterHeaders.ReplayedFrom, letter.Place.ToString());
        Add(headers, DeadLetterHeaders.FirstLetter, letter.Article.ToString());
        Add(headers, DeadLetterHeaders.Attempts, Math.Max(1, letter.Attempts).ToString(CultureInfo.InvariantCulture));
        if (letter.ArticleId is { } id)
        {
            Add(headers, DeadLetterHeaders.OriginalId, id);
        }

        return new ReplayRecord(letter.Value, letter.Key, headers);
    }

    /// <summary>The original's own headers, without those of an earlier replay, and the id that this gave.</summary>
    internal static (Headers Original, string? EarlierId) Without(Headers headers)
    {
        string? id = null;
        for (var index = headers.Count - 1; index >= 0 && Adds(headers[index].Key); index--)
        {
            var header = headers[index];
            id = header.Key == DeadLetterHeaders.OriginalId && header.GetValueBytes() is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes) : id;
            if (header.Key == DeadLetterHeaders.ReplayedFrom)
            {
                return (DeadLetter.Slice(headers, 0, index), id);
            }
        }

        return (headers, null);
    }

    // A replay's headers stand together, and replayed-from is the first of them.
    private static bool Adds(string header) => header
        is DeadLetterHeaders.ReplayedFrom or DeadLetterHeaders.FirstLetter or DeadLetterHeaders.Attempts or DeadLetterHeaders.OriginalId;

    private static void Add(Headers headers, string name, string value) => headers.Add(name, Encoding.UTF8.GetBytes(value));
}
