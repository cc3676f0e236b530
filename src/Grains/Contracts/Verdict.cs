namespace FakeNews.Grains.Contracts;

/// <summary>
/// What the product says of one article: that it resembles (or does not resemble) writing labelled unreliable. Never that it is false.
/// Published on <c>news.verdicts</c>; with decision flag or review also on <c>news.flagged</c>.
/// </summary>
/// <param name="ArticleId">The article's id.</param>
/// <param name="Title">The article's title, as it came; untrusted.</param>
/// <param name="Url">The article's address, as it came; untrusted.</param>
/// <param name="Source">The publisher, as it came; untrusted.</param>
/// <param name="Label">The more probable class; null where the model did not judge.</param>
/// <param name="FakeProbability">Calibrated probability of <see cref="VerdictLabel.Fake"/> in [0, 1]; null where the model did not judge.</param>
/// <param name="Decision">What follows.</param>
/// <param name="Reason">Why.</param>
/// <param name="Thresholds">The thresholds used.</param>
/// <param name="Model">The model used.</param>
/// <param name="Tokens">How much was read of how much; null where the model did not judge.</param>
/// <param name="Truncated">True where the model read less than the whole text.</param>
/// <param name="Input">Where the article came from; null over HTTP and from files.</param>
/// <param name="ClassifiedAt">When the verdict was reached.</param>
/// <param name="LatencyMs">Milliseconds from taking the article in to the verdict.</param>
/// <param name="Arm">Which side of a canary judged; null where there is none, and the active model judged.</param>
[GenerateSerializer, Immutable]
public sealed record Verdict(
    [property: Id(0)] string ArticleId,
    [property: Id(1)] string? Title,
    [property: Id(2)] string? Url,
    [property: Id(3)] string? Source,
    [property: Id(4)] VerdictLabel? Label,
    [property: Id(5)] double? FakeProbability,
    [property: Id(6)] Decision Decision,
    [property: Id(7)] VerdictReason Reason,
    [property: Id(8)] DecisionThresholds Thresholds,
    [property: Id(9)] ModelIdentity Model,
    [property: Id(10)] TokenCount? Tokens,
    [property: Id(11)] bool Truncated,
    [property: Id(12)] InputPosition? Input,
    [property: Id(13)] DateTimeOffset ClassifiedAt,
    [property: Id(14)] double LatencyMs,
    [property: Id(15)] ModelArm? Arm = null);
