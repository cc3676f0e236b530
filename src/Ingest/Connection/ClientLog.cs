using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace FakeNews.Ingest.Connection;

/// <summary>Takes librdkafka's log lines and errors; one that repeats is written once in half a minute, because a client that can't connect repeats it for ever.</summary>
internal sealed partial class ClientLog(ILogger log, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<ErrorCode, DateTimeOffset> _written = [];

    public void Write(LogMessage message)
    {
        if (log.IsEnabled(LogLevel.Debug))
        {
            var text = BrokerErrors.Printable(message.Message);
            Detail(message.Facility, text);
        }
    }

    public void Write(Error error)
    {
        var now = time.GetUtcNow();
        if (!_written.TryGetValue(error.Code, out var last) || now - last >= Quiet)
        {
            _written[error.Code] = now;
            var sentence = BrokerErrors.Sentence(error);
            Trouble(sentence);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "librdkafka {Facility}: {Text}")]
    private partial void Detail(string facility, string text);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kafka: {Sentence}")]
    private partial void Trouble(string sentence);
}
