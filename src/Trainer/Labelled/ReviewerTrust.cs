namespace FakeNews.Trainer.Labelled;

/// <summary>How much is given on whose word (section <c>Trainer:Reviewers</c>).</summary>
public sealed class ReviewerTrust
{
    /// <summary>Weight of a reviewer by name, 0 or more; 0 is not heard. Who is not named has 1.</summary>
    public Dictionary<string, double> Weights { get; set; } = [];

    /// <summary>Greatest share of the articles to learn that may rest on the word of one reviewer alone, above 0 to 1. Default 1.</summary>
    public double SoloShare { get; set; } = 1;

    /// <summary>Least reviewers who could tell before an article is learned, 1 or more. Default 1.</summary>
    public int LeastReviewers { get; set; } = 1;

    /// <summary>A reviewer's weight.</summary>
    public double WeightOf(string reviewer) => Weights.TryGetValue(reviewer, out var weight) ? weight : 1;
}
