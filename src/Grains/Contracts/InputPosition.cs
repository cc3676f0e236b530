namespace FakeNews.Grains.Contracts;

/// <summary>Where an article lies in Kafka.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The record's offset.</param>
/// <param name="Timestamp">The record's own timestamp.</param>
[GenerateSerializer, Immutable]
public sealed record InputPosition(
    [property: Id(0)] string Topic,
    [property: Id(1)] int Partition,
    [property: Id(2)] long Offset,
    [property: Id(3)] DateTimeOffset Timestamp);
