using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Parsing;
using FakeNews.Ingest.Reading;
using FakeNews.Silo.Api;

namespace FakeNews.Silo.Hosting;

/// <summary>Reads single records of the configured input topic, and of no other.</summary>
internal sealed class KafkaInputLog(KafkaConnection connection, TopicReaders readers) : IInputLog
{
    private readonly string _topic = connection.Options.Topics.Articles;

    public async Task<InputRecord?> ReadAsync(int partition, long offset, CancellationToken cancellationToken) =>
        await readers.Of(_topic).FetchAsync(partition, offset, cancellationToken) is { } record
            ? new InputRecord(
                _topic,
                record.Timestamp,
                ArticleEnvelope.From(record.Headers.Select(header => KeyValuePair.Create(header.Key, record.Header(header.Key)))),
                record.Value)
            : null;
}
