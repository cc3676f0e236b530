using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;

namespace FakeNews.Silo.Labels;

/// <summary>A labelled article as a line of JSON that <c>fakenews-trainer train</c> reads.</summary>
/// <param name="Id">The article.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">Its text.</param>
/// <param name="Label">fake or real: what its reviewers say together.</param>
/// <param name="Source">Its publisher.</param>
/// <param name="At">When the latest of them said so.</param>
/// <param name="Reviewers">How many could tell.</param>
internal sealed record TrainingLine(string Id, string? Title, string? Text, ReviewOutcome Label, string? Source, DateTimeOffset At, int Reviewers)
{
    public static TrainingLine Of(ArticleLabel label, ArticleReview review) =>
        new(label.ArticleId, label.Title, label.Text, review.Outcome, label.Source, review.LastAt, review.Decided);
}
