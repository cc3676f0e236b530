using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Reading;

namespace FakeNews.Silo.Labels;

/// <summary>The labels' topic.</summary>
internal interface ILabelLog
{
    /// <summary>Writes a label; returns when it is kept by all replicas.</summary>
    /// <returns>Where it lies.</returns>
    /// <exception cref="LabelTooLargeException">The broker takes no record of this size.</exception>
    Task<(int Partition, long Offset)> WriteAsync(ArticleLabel label, CancellationToken cancellationToken);

    /// <summary>Every record after a position, then every new one, until cancelled.</summary>
    IAsyncEnumerable<StoredRecord> FollowAsync(TopicPosition after, CancellationToken cancellationToken);
}
