using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Sources;

/// <summary>What the stream tells of one verdict.</summary>
/// <param name="ArticleId">The article's id.</param>
/// <param name="Decision">The decision.</param>
/// <param name="FakeProbability">The calibrated probability; null where the model did not judge.</param>
/// <param name="ClassifiedAt">When.</param>
[GenerateSerializer, Immutable]
public sealed record VerdictNotice(
    [property: Id(0)] string ArticleId,
    [property: Id(1)] Decision Decision,
    [property: Id(2)] double? FakeProbability,
    [property: Id(3)] DateTimeOffset ClassifiedAt);
