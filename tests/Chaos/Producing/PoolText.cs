namespace FakeNews.Chaos.Producing;

/// <summary>A text that many articles carry.</summary>
/// <param name="Title">The headline.</param>
/// <param name="Body">The body; null for articles of a title alone.</param>
/// <param name="Source">The publisher; null for one that has the name of the article's key.</param>
public sealed record PoolText(string Title, string? Body, string? Source = null);
