namespace FakeNews.Grains.Contracts;

/// <summary>A news article as it arrives on <c>news.articles</c> or over HTTP. One of <see cref="Title"/> and <see cref="Text"/> has content.</summary>
/// <param name="Id">The producer's id; never empty once parsed (falls back to the URL, then to the record's position or a content hash).</param>
/// <param name="Url">Where the article was published.</param>
/// <param name="Title">The headline; untrusted text.</param>
/// <param name="Text">The body; untrusted text.</param>
/// <param name="Source">The publisher.</param>
/// <param name="PublishedAt">When it was published; never used as a record timestamp, because Kafka deletes by those.</param>
/// <param name="Language">BCP 47 tag; anything but English gets no score.</param>
[GenerateSerializer, Immutable]
public sealed record Article(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Url = null,
    [property: Id(2)] string? Title = null,
    [property: Id(3)] string? Text = null,
    [property: Id(4)] string? Source = null,
    [property: Id(5)] DateTimeOffset? PublishedAt = null,
    [property: Id(6)] string? Language = null);
