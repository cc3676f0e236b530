using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Labels;

namespace FakeNews.Silo.Labels;

/// <summary>A reviewer's word as a line of JSON.</summary>
/// <param name="Place">Where it lies in the labels' topic, <c>partition:offset</c>.</param>
/// <param name="ArticleId">The article.</param>
/// <param name="Label">What.</param>
/// <param name="Reviewer">Who.</param>
/// <param name="At">When.</param>
/// <param name="Title">The beginning of the article's title.</param>
/// <param name="Note">Remark.</param>
/// <param name="Verdict">The verdict that was seen.</param>
internal sealed record LabelLine(string Place, string ArticleId, ReviewLabel Label, string Reviewer, DateTimeOffset At, string? Title, string? Note, SeenVerdict? Verdict)
{
    public static LabelLine Of(LabelWord word) => new(word.Place, word.ArticleId, word.Word.Label, word.Word.Reviewer, word.Word.At, word.Title, word.Word.Note, word.Word.Verdict);
}
