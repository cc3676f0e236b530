using System.Collections.Immutable;

namespace FakeNews.Trainer.Checkpoints;

/// <summary>The extent of each dimension, outermost first; a scalar has none. Two shapes are equal when their extents are.</summary>
public sealed class TensorShape : IEquatable<TensorShape>
{
    /// <summary>A shape of the given extents.</summary>
    /// <param name="extents">Outermost first; none may be negative.</param>
    /// <exception cref="CheckpointException">An extent is negative, or there are more than 2^63 elements.</exception>
    public TensorShape(params ReadOnlySpan<long> extents)
    {
        Extents = [.. extents];
        ElementCount = 1;
        foreach (var extent in extents)
        {
            if (extent < 0)
            {
                throw new CheckpointException($"The shape {this} has a negative extent.");
            }
        }

        // An extent of zero makes any product zero, however large the others are.
        ElementCount = extents.Contains(0) ? 0 : Product(extents);
    }

    /// <summary>Outermost first.</summary>
    public ImmutableArray<long> Extents { get; }

    /// <summary>The product of the extents; 1 for a scalar.</summary>
    public long ElementCount { get; }

    /// <summary>The number of dimensions.</summary>
    public int Rank => Extents.Length;

    /// <inheritdoc />
    public bool Equals(TensorShape? other) => other is not null && Extents.AsSpan().SequenceEqual(other.Extents.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Rank, ElementCount);

    /// <summary>As PyTorch prints it: <c>[2, 3]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", Extents)}]";

    private long Product(ReadOnlySpan<long> extents)
    {
        var count = 1L;
        foreach (var extent in extents)
        {
            if (count > long.MaxValue / extent)
            {
                throw new CheckpointException($"The shape {this} has more elements than can be counted.");
            }

            count *= extent;
        }

        return count;
    }
}
