namespace FakeNews.Chaos.Auditing;

/// <summary>
/// A look at the consumer group during a run. A transaction's results lie before its commit, so every article below a committed offset must have its result
/// below the ends that the topics of results had just after the offsets were read.
/// </summary>
/// <param name="At">When.</param>
/// <param name="Committed">Committed offset of each input partition, read first.</param>
/// <param name="Ends">End of each partition of results (high watermark), read afterwards.</param>
public sealed record CommitSample(
    DateTimeOffset At,
    IReadOnlyDictionary<int, long> Committed,
    IReadOnlyDictionary<OutputPartition, long> Ends);
