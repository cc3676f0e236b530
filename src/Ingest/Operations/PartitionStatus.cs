namespace FakeNews.Ingest.Operations;

/// <summary>One owned partition of the articles' topic.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="Committed">The next offset to be read after a restart; null until known.</param>
/// <param name="End">One past the last record; null until known.</param>
/// <param name="InFlight">Records read and not delivered.</param>
public sealed record PartitionStatus(int Partition, long? Committed, long? End, int InFlight)
{
    /// <summary>Records not yet delivered; null until known.</summary>
    public long? Lag => End - Committed is { } lag ? Math.Max(0, lag) : null;
}
