using System.Collections.Concurrent;
using FakeNews.Ingest.Connection;

namespace FakeNews.Ingest.Reading;

/// <summary>A reader for each topic that somebody asks for.</summary>
public sealed class TopicReaders(KafkaConnection connection) : IDisposable
{
    private readonly ConcurrentDictionary<string, TopicReader> _readers = new(StringComparer.Ordinal);

    /// <summary>The reader of a topic; shared, not to be disposed by the caller.</summary>
    public TopicReader Of(string topic) => _readers.GetOrAdd(topic, name => new TopicReader(connection, name));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var reader in _readers.Values)
        {
            reader.Dispose();
        }
    }
}
