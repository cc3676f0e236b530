using FakeNews.Trainer.Data;
using FakeNews.Trainer.Evaluation;

namespace FakeNews.Trainer.Served;

/// <summary>A set as the served model sees it.</summary>
/// <param name="Name">The set's.</param>
/// <param name="Articles">Those that got a score, in reading order.</param>
/// <param name="Unscored">Articles of which preparation left nothing to judge.</param>
/// <param name="Worst">The most certain errors with their texts, worst first; a few.</param>
public sealed record ScoredSet(string Name, IReadOnlyList<ScoredArticle> Articles, int Unscored, IReadOnlyList<LabelledArticle> Worst)
{
    /// <summary>For metrics.</summary>
    /// <exception cref="InvalidDataException">No article got a score.</exception>
    public ScoredLabels Rows => Articles.Count == 0
        ? throw new InvalidDataException($"{Name} holds no article that can be judged.")
        : new ScoredLabels([.. Articles.Select(article => article.Label)], [.. Articles.Select(article => 1 - article.FakeProbability)]);
}
