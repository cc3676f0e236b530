namespace FakeNews.Silo.Api;

/// <summary>The configured input topic, one record at a time.</summary>
internal interface IInputLog
{
    /// <summary>The record at a place; null where Kafka has none (any more).</summary>
    Task<InputRecord?> ReadAsync(int partition, long offset, CancellationToken cancellationToken);
}
