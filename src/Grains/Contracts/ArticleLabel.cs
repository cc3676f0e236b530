namespace FakeNews.Grains.Contracts;

/// <summary>A reviewer's word on one article, on <c>news.labels</c>: what the trainer learns from.</summary>
/// <param name="ArticleId">The article's id.</param>
/// <param name="Label">What the reviewer found its writing to be.</param>
/// <param name="Reviewer">Who.</param>
/// <param name="Title">The article's title as it was reviewed; untrusted.</param>
/// <param name="Text">The article's text as it was reviewed; untrusted.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable]
public sealed record ArticleLabel(
    [property: Id(0)] string ArticleId,
    [property: Id(1)] VerdictLabel Label,
    [property: Id(2)] string Reviewer,
    [property: Id(3)] string? Title,
    [property: Id(4)] string? Text,
    [property: Id(5)] DateTimeOffset At);
