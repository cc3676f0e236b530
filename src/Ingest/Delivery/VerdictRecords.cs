using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Connection;

namespace FakeNews.Ingest.Delivery;

/// <summary>Writes verdicts as records: on the verdicts' topic, and with decision flag or review on the flagged topic too.</summary>
public sealed class VerdictRecords(TopicNames topics)
{
    /// <summary>Longest title in a verdict, in UTF-16 units; a longer one is cut and ends in an ellipsis, so that a verdict always fits the broker's limit.</summary>
    public const int TitleLimit = 1000;

    // Shared by all records: the client library only reads them.
    private static readonly Headers Common = new()
    {
        { ContractVersion.Header, Encoding.UTF8.GetBytes(ContractVersion.Current) },
        { "content-type", "application/json"u8.ToArray() },
    };

    /// <summary>The records of a verdict, keyed like the article's record (or by the article's id where that has no key): equal keys keep their order.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="key">The input record's key.</param>
    public ArticleResult Write(Verdict verdict, byte[]? key)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Title is { Length: > TitleLimit } title)
        {
            verdict = verdict with { Title = Cut(title) };
        }

        key ??= Encoding.UTF8.GetBytes(verdict.ArticleId);
        var value = JsonSerializer.SerializeToUtf8Bytes(verdict, ContractJson.Default.Verdict);
        var record = new OutgoingRecord(topics.Verdicts, key, value, Common);
        return new ArticleResult(record, verdict.Decision == Decision.Pass ? null : record with { Topic = topics.Flagged }, verdict, null);
    }

    private static string Cut(string title)
    {
        var length = char.IsHighSurrogate(title[TitleLimit - 1]) ? TitleLimit - 1 : TitleLimit;
        return string.Concat(title.AsSpan(0, length), "…");
    }
}
