using FakeNews.Grains.Contracts;

namespace FakeNews.Bench;

/// <summary>An article to measure with.</summary>
internal sealed record BenchArticle(string Id, string? Title, string? Text)
{
    /// <summary>As the contracts have it.</summary>
    public Article ToArticle() => new(Id, Title: Title, Text: Text);
}
