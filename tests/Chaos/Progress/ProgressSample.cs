using FakeNews.Chaos.Auditing;

namespace FakeNews.Chaos.Progress;

/// <summary>How far the product is at a moment.</summary>
/// <param name="Commits">Group and ends of results.</param>
/// <param name="InputEnds">Ends of the articles' partitions, read last.</param>
public sealed record ProgressSample(CommitSample Commits, IReadOnlyDictionary<int, long> InputEnds)
{
    /// <summary>Accepted articles that are not committed.</summary>
    public long Lag => InputEnds.Sum(end => Math.Max(0, end.Value - Commits.Committed.GetValueOrDefault(end.Key)));

    /// <summary>Articles committed.</summary>
    public long Done => Commits.Committed.Values.Sum();

    /// <summary>True where everything below some ends is committed.</summary>
    public bool Covers(IReadOnlyDictionary<int, long> ends)
    {
        ArgumentNullException.ThrowIfNull(ends);
        return ends.All(end => end.Value == 0 || Commits.Committed.GetValueOrDefault(end.Key) >= end.Value);
    }
}
