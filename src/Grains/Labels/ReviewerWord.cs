using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Labels;

/// <summary>A reviewer's word on an article, without the article.</summary>
/// <param name="Reviewer">Who.</param>
/// <param name="Label">What.</param>
/// <param name="At">When.</param>
/// <param name="Partition">Where its record lies.</param>
/// <param name="Offset">Where its record lies.</param>
/// <param name="Note">Remark; untrusted.</param>
/// <param name="Verdict">The verdict that was seen.</param>
public sealed record ReviewerWord(string Reviewer, ReviewLabel Label, DateTimeOffset At, int Partition, long Offset, string? Note, SeenVerdict? Verdict)
{
    /// <summary>
    /// True where this word takes the other's place: the later one, by the records' places where the times are equal. A total order, so that it does not matter
    /// in which order, or how often, records are read.
    /// </summary>
    public bool Replaces(ReviewerWord other) => (At, Partition, Offset).CompareTo((other.At, other.Partition, other.Offset)) > 0;
}
