using System.Collections.Immutable;

namespace FakeNews.Grains.Batching;

/// <summary>Articles that share one run, oldest first.</summary>
/// <param name="Affinity">What they have in common besides their shape: the model they were tokenized for.</param>
/// <param name="Shape">Tokens of every row.</param>
/// <param name="Items">At least one.</param>
public sealed record MicroBatch<T>(object Affinity, int Shape, ImmutableArray<T> Items);
