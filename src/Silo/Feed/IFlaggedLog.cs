using FakeNews.Ingest.Reading;

namespace FakeNews.Silo.Feed;

/// <summary>The flagged topic, read without a consumer group and only what is committed.</summary>
internal interface IFlaggedLog
{
    /// <summary>What Kafka keeps, by partition; empty while the topic does not exist.</summary>
    Task<IReadOnlyList<LogExtent>> GetExtentAsync(CancellationToken cancellationToken);

    /// <summary>Follows the topic: every record after a position, then every new one, until cancelled.</summary>
    /// <param name="after">The last record seen of each partition.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<StoredRecord> FollowAsync(TopicPosition after, CancellationToken cancellationToken);

    /// <summary>Reads stretches of partitions that are already there, and ends.</summary>
    /// <param name="stretches">First offset, and one past the last offset, of each partition.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<StoredRecord>> ReadAsync(IReadOnlyList<LogExtent> stretches, CancellationToken cancellationToken);

    /// <summary>The newest records at or before a position; partitions that it does not name are at their ends.</summary>
    Task<RecordPage> PageBackAsync(TopicPosition? upTo, int limit, CancellationToken cancellationToken);
}
