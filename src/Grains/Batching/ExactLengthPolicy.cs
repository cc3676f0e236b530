using System.Collections.Immutable;

namespace FakeNews.Grains.Batching;

/// <summary>
/// For a CPU: nothing is ever padded. Long articles run alone, because a core is saturated by one of them; short ones run in groups of exactly equal
/// length. Without padding the graph needs no attention mask, which is what lets ONNX Runtime take its flash-attention path.
/// </summary>
public sealed class ExactLengthPolicy : IBatchPolicy
{
    private readonly int _longestGrouped;
    private readonly int _largestGroup;
    private readonly int _tokenBudget;

    /// <param name="longestGrouped">Articles longer than this many tokens run alone.</param>
    /// <param name="largestGroup">Most articles in a run.</param>
    /// <param name="tokenBudget">Most tokens in a run; a single article is never refused.</param>
    public ExactLengthPolicy(int longestGrouped, int largestGroup, int tokenBudget)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(longestGrouped);
        ArgumentOutOfRangeException.ThrowIfLessThan(largestGroup, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tokenBudget, 1);
        (_longestGrouped, _largestGroup, _tokenBudget) = (longestGrouped, largestGroup, tokenBudget);
    }

    /// <inheritdoc/>
    public int ShapeOf(int tokens) => tokens;

    /// <inheritdoc/>
    public int LargestGroup(int shape) => shape > _longestGrouped ? 1 : Math.Clamp(_tokenBudget / shape, 1, _largestGroup);

    /// <inheritdoc/>
    /// <remarks>A CPU session compiles nothing for a shape; the longest row and the largest group touch all the memory there is to touch.</remarks>
    public ImmutableArray<BatchShape> WarmUpShapes(int maximumTokens)
    {
        var grouped = Math.Clamp(_longestGrouped, 2, maximumTokens);
        return [new(1, maximumTokens), new(LargestGroup(grouped), grouped), new(1, 2)];
    }
}
