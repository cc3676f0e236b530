namespace FakeNews.Trainer.Labelled;

/// <summary>What is to be learned of an article.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Label">0 fake, 1 real.</param>
public sealed record ChosenLabel(string ArticleId, int Label);
