using System.Text;
using Confluent.Kafka;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Parsing;
using FakeNews.Silo.Api;

namespace FakeNews.Silo.Hosting;

/// <summary>Reads single records of the input topic. One consumer is kept for it, and used by one request at a time.</summary>
internal sealed class KafkaInputLog(KafkaConnection connection, TimeProvider time) : IInputLog, IDisposable
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _turn = new(1);
    private IConsumer<Ignore, byte[]?>? _consumer;

    public async Task<InputRecord?> ReadAsync(int partition, long offset, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(new TopicPartitionOffset(connection.Options.Topics.Articles, partition, offset), cancellationToken), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _consumer?.Dispose();
        _turn.Dispose();
    }

    private InputRecord? Read(TopicPartitionOffset place, CancellationToken cancellationToken)
    {
        _consumer ??= Open();
        var marks = _consumer.QueryWatermarkOffsets(place.TopicPartition, _bound);
        if (place.Offset < marks.Low || place.Offset >= marks.High)
        {
            return null;
        }

        _consumer.Assign(place);
        try
        {
            var started = time.GetTimestamp();
            while (time.GetElapsedTime(started) < _bound)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_consumer.Consume(TimeSpan.FromMilliseconds(100)) is { } result)
                {
                    return result.IsPartitionEOF || result.Offset != place.Offset ? null : ToRecord(result);
                }
            }

            throw new TimeoutException("The broker did not answer.");
        }
        finally
        {
            _consumer.Unassign();
        }
    }

    private static InputRecord ToRecord(ConsumeResult<Ignore, byte[]?> result) => new(
        result.Topic,
        new DateTimeOffset(result.Message.Timestamp.UtcDateTime, TimeSpan.Zero),
        ArticleEnvelope.From(result.Message.Headers.Select(static header =>
            KeyValuePair.Create(header.Key, header.GetValueBytes() is { } bytes ? Encoding.UTF8.GetString(bytes) : null))),
        result.Message.Value);

    private IConsumer<Ignore, byte[]?> Open() => new ConsumerBuilder<Ignore, byte[]?>(new ConsumerConfig(connection.Reader("article-view")) { EnablePartitionEof = true, AllowAutoCreateTopics = false })
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler(static (_, _) => { })
        .Build();
}
