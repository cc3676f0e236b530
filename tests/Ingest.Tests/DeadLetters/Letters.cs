using System.Text;
using Confluent.Kafka;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Consuming;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Ingest.Delivery;
using FakeNews.Ingest.Parsing;
using FakeNews.Ingest.Reading;
using FakeNews.Ingest.Replay;

namespace FakeNews.Ingest.Tests.DeadLetters;

/// <summary>Letters as the product writes and reads them, without a broker between.</summary>
internal static class Letters
{
    private static readonly DeadLetterRecords _records = new(new TopicNames(), TimeProvider.System);

    public static InputRecord Input(int partition, long offset, byte[]? value, params (string Name, string Value)[] headers)
    {
        var all = new Headers();
        foreach (var (name, text) in headers)
        {
            all.Add(name, Encoding.UTF8.GetBytes(text));
        }

        return new InputRecord("news.articles", partition, offset, DateTimeOffset.UnixEpoch, "key"u8.ToArray(), value, all);
    }

    public static OutgoingRecord Write(InputRecord input, string reason = RejectionReason.NotJson) => _records.Write(input, new Rejection(reason, "A sentence.")).Record;

    public static DeadLetter Read(OutgoingRecord letter, int partition = 0, long offset = 0) =>
        DeadLetter.Read(new StoredRecord(partition, offset, DateTimeOffset.UnixEpoch, letter.Key, letter.Value, letter.Headers));

    /// <summary>A replayed record as the consumer gets it.</summary>
    public static InputRecord Arrive(ReplayRecord replayed, int partition, long offset) =>
        new("news.articles", partition, offset, DateTimeOffset.UnixEpoch, replayed.Key, replayed.Value, replayed.Headers!);

    public static string[] Text(Headers headers) => [.. headers.Select(header => $"{header.Key}={Encoding.UTF8.GetString(header.GetValueBytes())}")];
}
