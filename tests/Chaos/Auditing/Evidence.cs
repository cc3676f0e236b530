namespace FakeNews.Chaos.Auditing;

/// <summary>All that the auditor judges by.</summary>
public sealed record Evidence
{
    /// <summary>What lies on the articles topic, by partition, ascending by offset.</summary>
    public required IReadOnlyDictionary<int, IReadOnlyList<InputRecord>> Inputs { get; init; }

    /// <summary>What a read_committed reader sees on the topics of results; of each partition ascending by offset.</summary>
    public required IReadOnlyList<ResultRecord> Results { get; init; }

    /// <summary>Committed offsets at the end, by input partition.</summary>
    public required IReadOnlyDictionary<int, long> Committed { get; init; }

    /// <summary>What the producer was told; empty where the producer is unknown.</summary>
    public IReadOnlyList<Acknowledgement> Acknowledged { get; init; } = [];

    /// <summary>Looks at the group during the run, ascending by time.</summary>
    public IReadOnlyList<CommitSample> Samples { get; init; } = [];

    /// <summary>Articles judged again by order.</summary>
    public IReadOnlyList<OrderedAgain> Again { get; init; } = [];

    /// <summary>When each model was active; empty: not checked.</summary>
    public IReadOnlyList<ModelSpan> Models { get; init; } = [];

    /// <summary>What <c>classify</c> says; empty: not checked.</summary>
    public IReadOnlyDictionary<TextOfModel, ExpectedVerdict> Expected { get; init; } = new Dictionary<TextOfModel, ExpectedVerdict>();

    /// <summary>Largest difference of probabilities that counts as equal. Default 1e-5: batches of other shapes add in another order.</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>Longest time from a result's append to its commit: the transaction timeout. Default 15 s.</summary>
    public TimeSpan CommitBound { get; init; } = TimeSpan.FromSeconds(15);
}
