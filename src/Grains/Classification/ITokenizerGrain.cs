using System.Collections.Immutable;

namespace FakeNews.Grains.Classification;

/// <summary>
/// Prepares, tokenizes and micro-batches articles, and has them judged by classifier grains. A stateless worker: calls stay on the caller's silo.
/// </summary>
public interface ITokenizerGrain : IGrainWithIntegerKey
{
    /// <summary>Judges articles; one judgement for each submission, in the same order. An article that can't be judged fails alone.</summary>
    /// <remarks>The call lasts as long as the devices need, so its timeout is long; bound it by <paramref name="cancellationToken"/>.</remarks>
    /// <param name="submissions">At least one submission.</param>
    /// <param name="cancellationToken">Stops waiting; an article already on a device is finished there.</param>
    [ResponseTimeout("01:00:00")]
    Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, CancellationToken cancellationToken = default);
}
