using System.Text;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Reading;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace FakeNews.Silo.Labels;

/// <summary>The labels' topic in Kafka. The producer is made when the first label is written.</summary>
internal sealed class KafkaLabelLog(KafkaConnection connection, TopicReaders readers) : ILabelLog, IDisposable
{
    private static readonly Headers Common = new()
    {
        { ContractVersion.Header, Encoding.UTF8.GetBytes(ContractVersion.Current) },
        { "content-type", "application/json"u8.ToArray() },
    };

    private readonly string _topic = connection.Options.Topics.Labels;
    private readonly Lazy<IProducer<byte[], byte[]>> _producer = new(() => new ProducerBuilder<byte[], byte[]>(Settings(connection))
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler(static (_, _) => { })
        .Build());

    public async Task<(int Partition, long Offset)> WriteAsync(ArticleLabel label, CancellationToken cancellationToken)
    {
        try
        {
            var message = new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(label.ArticleId), Value = LabelRecord.Write(label), Headers = Common };
            var kept = await _producer.Value.ProduceAsync(_topic, message, cancellationToken);
            return (kept.Partition.Value, kept.Offset.Value);
        }
        catch (ProduceException<byte[], byte[]> failure) when (failure.Error.Code is ErrorCode.MsgSizeTooLarge or ErrorCode.InvalidMsgSize or ErrorCode.RecordListTooLarge)
        {
            throw new LabelTooLargeException();
        }
    }

    public IAsyncEnumerable<StoredRecord> FollowAsync(TopicPosition after, CancellationToken cancellationToken) => readers.Of(_topic).FollowAsync(after, cancellationToken);

    public void Dispose()
    {
        if (_producer.IsValueCreated)
        {
            _producer.Value.Dispose();
        }
    }

    private static ProducerConfig Settings(KafkaConnection connection)
    {
        var settings = connection.Producer("labels");
        // A reviewer is waiting.
        settings.LingerMs = 0;
        settings.MessageTimeoutMs = (int)connection.Options.BrokerTimeout.TotalMilliseconds;
        return settings;
    }
}
