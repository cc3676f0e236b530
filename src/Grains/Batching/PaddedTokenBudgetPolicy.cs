using System.Collections.Immutable;

namespace FakeNews.Grains.Batching;

/// <summary>
/// For a GPU, where a run costs hundreds of kernel launches whatever it holds: lengths are rounded up to buckets, and a run takes as many rows as the
/// token budget (16k and more) allows. The fixed set of shapes is also what CUDA graphs need. The graph must accept an attention mask.
/// </summary>
public sealed class PaddedTokenBudgetPolicy : IBatchPolicy
{
    private readonly int _bucketWidth;
    private readonly int _tokenBudget;

    /// <param name="bucketWidth">Lengths are rounded up to a multiple of this many tokens.</param>
    /// <param name="tokenBudget">Most tokens in a run, padding included; a single article is never refused.</param>
    public PaddedTokenBudgetPolicy(int bucketWidth, int tokenBudget)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bucketWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tokenBudget, 1);
        (_bucketWidth, _tokenBudget) = (bucketWidth, tokenBudget);
    }

    /// <inheritdoc/>
    public int ShapeOf(int tokens) => (tokens + _bucketWidth - 1) / _bucketWidth * _bucketWidth;

    /// <inheritdoc/>
    public int LargestGroup(int shape) => Math.Max(1, _tokenBudget / shape);

    /// <inheritdoc/>
    public ImmutableArray<BatchShape> WarmUpShapes(int maximumTokens)
    {
        var shapes = ImmutableArray.CreateBuilder<BatchShape>();
        for (var length = _bucketWidth; length <= ShapeOf(maximumTokens); length += _bucketWidth)
        {
            shapes.Add(new(LargestGroup(length), length));
        }

        return shapes.ToImmutable();
    }
}
