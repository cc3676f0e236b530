using FakeNews.Grains.Contracts;

namespace FakeNews.Silo.Api;

/// <summary>A flagged article as the feed and its pages show it.</summary>
/// <param name="Position">Its place in the flagged topic, <c>partition:offset</c>: what a client knows it by.</param>
/// <param name="Verdict">What was said of it.</param>
internal sealed record FlaggedArticle(string Position, Verdict Verdict);
