using System.Collections.Immutable;
using FakeNews.Grains.Contracts;

namespace FakeNews.Silo.Api;

/// <summary>What a request's body holds.</summary>
/// <param name="IsArray">True for an array, so that the answer is one too.</param>
/// <param name="Articles">The articles that can be judged, in order.</param>
/// <param name="Refusals">Those that can't.</param>
/// <param name="TooMany">True where there are more than allowed; then the rest is not read.</param>
internal sealed record ArticleBatch(bool IsArray, ImmutableArray<Article> Articles, ImmutableArray<ArticleRefusal> Refusals, bool TooMany = false);
