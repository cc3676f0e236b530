using System.Collections.Immutable;

namespace FakeNews.Grains.Batching;

/// <summary>
/// Says which articles may share a run, and how many. The batcher is the same for every kind of device; only this cost rule differs. Pure and thread-safe.
/// </summary>
public interface IBatchPolicy
{
    /// <summary>Length in tokens that an article's row has in its run. Articles of equal shape may share a run.</summary>
    /// <param name="tokens">The article's own length, at least 1.</param>
    /// <returns>At least <paramref name="tokens"/>.</returns>
    int ShapeOf(int tokens);

    /// <summary>Most articles in a run of this shape; a group of that size is full.</summary>
    /// <param name="shape">What <see cref="ShapeOf"/> returned.</param>
    /// <returns>At least 1.</returns>
    int LargestGroup(int shape);

    /// <summary>Runs that a fresh session makes before it serves, so that no article pays for a first allocation or kernel choice.</summary>
    /// <param name="maximumTokens">The model's longest input.</param>
    ImmutableArray<BatchShape> WarmUpShapes(int maximumTokens);
}
