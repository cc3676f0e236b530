namespace FakeNews.Chaos.Producing;

/// <summary>A text that many articles carry.</summary>
/// <param name="Title">The headline.</param>
/// <param name="Body">The body; null for articles of a title alone.</param>
public sealed record PoolText(string Title, string? Body);
