namespace FakeNews.Chaos.Auditing;

/// <summary>How often a law is broken.</summary>
/// <param name="Law">The law.</param>
/// <param name="Checked">Things looked at; 0 where the evidence says nothing of it.</param>
/// <param name="Broken">How many of them break it.</param>
/// <param name="Examples">The first few, in words.</param>
public sealed record LawFinding(Law Law, long Checked, long Broken, IReadOnlyList<string> Examples);
