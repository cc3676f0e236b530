using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Faults;

namespace FakeNews.Chaos.Runs;

/// <summary>What came out of a run.</summary>
/// <param name="Report">The audit.</param>
/// <param name="Faults">What happened.</param>
/// <param name="Complaints">What must not happen and no record shows: a silo that ended by itself, a drain that took too long, a fault never recovered from.</param>
public sealed record RunResult(AuditReport Report, IReadOnlyList<FaultOutcome> Faults, IReadOnlyList<string> Complaints)
{
    /// <summary>True where every law holds and there is nothing to complain of.</summary>
    public bool Holds => Report.Holds && Complaints.Count == 0;
}
