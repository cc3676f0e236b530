using FakeNews.Grains.Labels;

namespace FakeNews.Ingest.Labels;

/// <summary>A reviewer's last word on an article, without the article's text.</summary>
/// <param name="ArticleId">The article; untrusted.</param>
/// <param name="Title">The beginning of its title; untrusted.</param>
/// <param name="Word">What was said, and where it lies.</param>
public sealed record LabelWord(string ArticleId, string? Title, ReviewerWord Word)
{
    /// <summary>Where it lies, as <c>partition:offset</c>.</summary>
    public string Place => $"{Word.Partition}:{Word.Offset}";
}
