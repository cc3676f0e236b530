namespace FakeNews.Trainer.Training;

/// <summary>Every article from its head, the same in each epoch: the study's way.</summary>
/// <param name="articles">The training part.</param>
/// <param name="maximumTokens">Where an article is cut.</param>
public sealed class WholeArticles(IReadOnlyList<TokenizedArticle> articles, int maximumTokens) : ISampleSource
{
    private readonly Sample[] _samples = [.. articles.Select(article => new Sample(article.Cut(maximumTokens), article.Label))];

    /// <inheritdoc/>
    public int Count => _samples.Length;

    /// <inheritdoc/>
    public IReadOnlyList<Sample> Epoch(int epoch) => _samples;
}
