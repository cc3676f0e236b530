using System.Collections.Immutable;

namespace FakeNews.Grains.Classification;

/// <summary>
/// Prepares, tokenizes and micro-batches articles, and has them judged by classifier grains. A stateless worker: calls stay on the caller's silo.
/// </summary>
public interface ITokenizerGrain : IGrainWithIntegerKey
{
    /// <summary>Judges articles; one judgement for each submission, in the same order. An article that can't be judged fails alone.</summary>
    /// <param name="submissions">At least one submission.</param>
    /// <param name="cancellationToken">Stops waiting; an article already on a device is finished there.</param>
    Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, CancellationToken cancellationToken = default);
}
