using System.Collections.Immutable;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Comparisons;

/// <summary>What <c>compare</c> trains and measures.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Data, split, text recipe and training, the same for every network; its folders hold those of the networks.</summary>
    public required RunOptions Recipe { get; init; }

    /// <summary>The networks, in the table's order.</summary>
    public required ImmutableArray<ComparedNetwork> Networks { get; init; }

    /// <summary>Whether TF-IDF with logistic regression takes part.</summary>
    public bool TfIdf { get; init; } = true;

    /// <summary>Whether the leak probes take part.</summary>
    public bool Probes { get; init; } = true;

    /// <summary>Held-out articles on which a graph's speed is measured.</summary>
    public int SpeedArticles { get; init; } = 48;

    /// <summary>Callers beside each other at the measurement of throughput.</summary>
    public int Callers { get; init; } = Environment.ProcessorCount;
}
