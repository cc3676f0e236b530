using System.Collections.Immutable;
using FakeNews.Ingest.Connection;

namespace FakeNews.Ingest.Operations;

/// <summary>The consumer at one moment; holds no secret.</summary>
/// <param name="Phase">Where it stands.</param>
/// <param name="Delivery">What readers of the verdicts may rely on.</param>
/// <param name="Partitions">The owned partitions, refreshed about once a second.</param>
/// <param name="InFlight">Articles read and not delivered.</param>
/// <param name="WindowBytes">Their bytes.</param>
/// <param name="IsPaused">True while back-pressure holds the partitions.</param>
/// <param name="Problem">The last trouble in a sentence; null once something was delivered after it.</param>
/// <param name="ProblemAt">When it came up.</param>
public sealed record IngestStatus(
    IngestPhase Phase,
    DeliveryGuarantee Delivery,
    ImmutableArray<PartitionStatus> Partitions,
    int InFlight,
    long WindowBytes,
    bool IsPaused,
    string? Problem,
    DateTimeOffset? ProblemAt)
{
    /// <summary>Records of the owned partitions not yet delivered; null while no partition's is known.</summary>
    public long? Lag => Partitions.Any(partition => partition.Lag is not null) ? Partitions.Sum(partition => partition.Lag ?? 0) : null;
}
