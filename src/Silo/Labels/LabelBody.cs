using FakeNews.Grains.Contracts;

namespace FakeNews.Silo.Labels;

/// <summary>What a reviewer says of an article.</summary>
/// <param name="Label">fake, real or unsure.</param>
/// <param name="Note">A remark, at most Labels:LongestNote characters.</param>
/// <param name="Flagged">The place of the verdict that is seen, in the flagged topic (<c>position</c> of the feed); absent where the article is labelled without one.</param>
internal sealed record LabelBody(ReviewLabel? Label = null, string? Note = null, string? Flagged = null);
