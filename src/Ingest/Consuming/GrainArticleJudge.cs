using System.Collections.Immutable;
using FakeNews.Grains.Classification;

namespace FakeNews.Ingest.Consuming;

/// <summary>Judges through the tokenizer grain, a stateless worker: calls stay on this silo, and the runtime adds activations as they are needed.</summary>
internal sealed class GrainArticleJudge(IGrainFactory grains) : IArticleJudge
{
    /// <inheritdoc/>
    public Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, CancellationToken cancellationToken) =>
        grains.GetGrain<ITokenizerGrain>(0).JudgeAsync(submissions, cancellationToken);
}
