namespace FakeNews.Chaos.Auditing;

/// <summary>What an audit found.</summary>
public sealed record AuditReport
{
    /// <summary>One finding for each law, in the order of <see cref="Law"/>.</summary>
    public required IReadOnlyList<LawFinding> Findings { get; init; }

    /// <summary>Accepted articles.</summary>
    public required long Inputs { get; init; }

    /// <summary>Visible verdicts.</summary>
    public required long Verdicts { get; init; }

    /// <summary>Visible dead letters.</summary>
    public required long DeadLetters { get; init; }

    /// <summary>Visible copies on the flagged topic.</summary>
    public required long Flagged { get; init; }

    /// <summary>Versions of the model that verdicts name.</summary>
    public required int Models { get; init; }

    /// <summary>Articles that were ordered to be judged again, and were.</summary>
    public required long Again { get; init; }

    /// <summary>Largest difference between a verdict's probability and that of <c>classify</c>.</summary>
    public required double LargestDeviation { get; init; }

    /// <summary>True where no law is broken.</summary>
    public bool Holds => Findings.All(finding => finding.Broken == 0);

    /// <summary>The finding for a law.</summary>
    public LawFinding this[Law law] => Findings[(int)law];
}
