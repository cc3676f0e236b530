using FakeNews.Grains.Contracts;

namespace FakeNews.Silo.Tests.Support;

/// <summary>Verdicts for tests.</summary>
internal static class Verdicts
{
    public static readonly ModelIdentity Model = new("test", "1.0.0", new string('a', 64));

    public static Verdict Of(string id, string? title, Decision decision = Decision.Flag, InputPosition? input = null, string? source = "The Daily Test") => new(
        id,
        title,
        "https://example.org/" + id,
        source,
        decision == Decision.Pass ? VerdictLabel.Real : VerdictLabel.Fake,
        decision switch { Decision.Flag => 0.9731, Decision.Review => 0.642, _ => 0.031 },
        decision,
        VerdictReason.Probability,
        new DecisionThresholds(0.8, 0.5),
        Model,
        new TokenCount(312, 312),
        false,
        input,
        DateTimeOffset.UnixEpoch,
        12.5);
}
