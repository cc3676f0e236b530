namespace FakeNews.Trainer.Served;

/// <summary>A misclassified article with its first words' attributions.</summary>
/// <param name="Article">The article.</param>
/// <param name="Words">In reading order.</param>
public sealed record AttributedError(ScoredArticle Article, IReadOnlyList<WordAttribution> Words);
