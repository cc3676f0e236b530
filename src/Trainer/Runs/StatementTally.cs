using FakeNews.Grains.Contracts;

namespace FakeNews.Trainer.Runs;

/// <summary>What the model does with plain true sentences, which are no news and should all pass.</summary>
/// <param name="Passed">Decision pass.</param>
/// <param name="Reviewed">Decision review.</param>
/// <param name="Flagged">Decision flag.</param>
public sealed record StatementTally(int Passed, int Reviewed, int Flagged)
{
    /// <summary>All of them.</summary>
    public int Total => Passed + Reviewed + Flagged;

    /// <summary>Counts decisions.</summary>
    public static StatementTally Of(IEnumerable<Decision> decisions)
    {
        var counts = decisions.CountBy(decision => decision).ToDictionary();
        return new StatementTally(counts.GetValueOrDefault(Decision.Pass), counts.GetValueOrDefault(Decision.Review), counts.GetValueOrDefault(Decision.Flag));
    }
}
