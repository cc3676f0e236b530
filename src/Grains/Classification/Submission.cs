using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Classification;

/// <summary>One article handed in for judgement.</summary>
/// <param name="Article">The article.</param>
/// <param name="Input">Its place in Kafka; null over HTTP and from files.</param>
/// <param name="ReceivedAt">When it was taken in; a verdict's latency counts from here.</param>
[GenerateSerializer, Immutable]
public sealed record Submission(
    [property: Id(0)] Article Article,
    [property: Id(1)] InputPosition? Input,
    [property: Id(2)] DateTimeOffset ReceivedAt);
