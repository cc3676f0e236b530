namespace FakeNews.Silo.Feed;

/// <summary>What Kafka keeps of one partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Begin">The oldest offset kept.</param>
/// <param name="End">One past the newest offset.</param>
internal readonly record struct LogExtent(int Partition, long Begin, long End);
