namespace FakeNews.Grains.Contracts;

/// <summary>A reviewer's word on one article, on <c>news.labels</c>: what the trainer learns from. The last word of a reviewer on an article counts.</summary>
/// <param name="ArticleId">The article's id; the record's key.</param>
/// <param name="Label">What the reviewer found its writing to be.</param>
/// <param name="Reviewer">Who: the name of the API key.</param>
/// <param name="Title">The article's title as it was reviewed; untrusted.</param>
/// <param name="Text">The article's text as it was reviewed; untrusted.</param>
/// <param name="At">When.</param>
/// <param name="Note">What the reviewer remarked; untrusted.</param>
/// <param name="Source">The publisher, as it came; untrusted.</param>
/// <param name="Language">The article's language, as it came; untrusted.</param>
/// <param name="Input">Where the article came from.</param>
/// <param name="Verdict">The verdict that was seen; null where the article was labelled without one.</param>
[GenerateSerializer, Immutable]
public sealed record ArticleLabel(
    [property: Id(0)] string ArticleId,
    [property: Id(1)] ReviewLabel Label,
    [property: Id(2)] string Reviewer,
    [property: Id(3)] string? Title,
    [property: Id(4)] string? Text,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] string? Note = null,
    [property: Id(7)] string? Source = null,
    [property: Id(8)] string? Language = null,
    [property: Id(9)] InputPosition? Input = null,
    [property: Id(10)] SeenVerdict? Verdict = null);
