using FakeNews.Grains.Contracts;

namespace FakeNews.Trainer.Served;

/// <summary>What the served model says of a labelled article; its body is not kept.</summary>
/// <param name="Id">The article's id.</param>
/// <param name="Title">Third-party text: escape it wherever it is shown.</param>
/// <param name="Label">0 fake, 1 real.</param>
/// <param name="Date">As the set gives it.</param>
/// <param name="FakeProbability">Calibrated.</param>
/// <param name="Decision">At the package's thresholds.</param>
/// <param name="Tokens">Tokens of the whole text.</param>
/// <param name="Read">Tokens that the model read.</param>
public sealed record ScoredArticle(string Id, string Title, int Label, string Date, double FakeProbability, Decision Decision, int Tokens, int Read)
{
    /// <summary>Whether the more probable label is the true one.</summary>
    public bool IsRight => FakeProbability >= 0.5 == (Label == 0);
}
