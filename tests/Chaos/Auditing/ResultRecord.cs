namespace FakeNews.Chaos.Auditing;

/// <summary>One record that a read_committed reader sees on a topic of results.</summary>
public sealed record ResultRecord
{
    /// <summary>Which topic.</summary>
    public required ResultKind Kind { get; init; }

    /// <summary>Partition on that topic.</summary>
    public required int Partition { get; init; }

    /// <summary>Offset on that topic.</summary>
    public required long Offset { get; init; }

    /// <summary>When the broker appended it.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Partition of the article that it answers; -1 where the record does not say.</summary>
    public required int InputPartition { get; init; }

    /// <summary>Offset of the article that it answers; -1 where the record does not say.</summary>
    public required long InputOffset { get; init; }

    /// <summary>The article's id; null on dead letters of what is no article.</summary>
    public string? Id { get; init; }

    /// <summary>sha256 of the model package; null on dead letters.</summary>
    public string? Model { get; init; }

    /// <summary><c>fake</c>, <c>real</c> or null.</summary>
    public string? Label { get; init; }

    /// <summary>Calibrated probability of fake, or null.</summary>
    public double? FakeProbability { get; init; }

    /// <summary>True where the decision is flag or review: such a verdict has a copy on the flagged topic.</summary>
    public bool IsFlagged { get; init; }
}
