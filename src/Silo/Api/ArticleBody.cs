using FakeNews.Grains.Contracts;

namespace FakeNews.Silo.Api;

/// <summary>An article as it lies in Kafka. Every field of it is untrusted text.</summary>
/// <param name="Input">Where it lies.</param>
/// <param name="Article">The article.</param>
internal sealed record ArticleBody(InputPosition Input, Article Article);
