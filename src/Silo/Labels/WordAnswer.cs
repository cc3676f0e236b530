using FakeNews.Grains.Contracts;

namespace FakeNews.Silo.Labels;

/// <summary>A reviewer's last word.</summary>
/// <param name="Reviewer">Who.</param>
/// <param name="Label">What.</param>
/// <param name="At">When.</param>
/// <param name="Note">Remark; untrusted.</param>
/// <param name="Verdict">The verdict that was seen.</param>
internal sealed record WordAnswer(string Reviewer, ReviewLabel Label, DateTimeOffset At, string? Note, SeenVerdict? Verdict);
