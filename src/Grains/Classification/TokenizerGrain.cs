using System.Collections.Immutable;
using Orleans.Concurrency;

namespace FakeNews.Grains.Classification;

/// <summary>The silo's entrance to the pipeline. Activations share it, so that articles of different callers are batched together.</summary>
[StatelessWorker, Reentrant]
internal sealed class TokenizerGrain(JudgingPipeline pipeline) : Grain, ITokenizerGrain
{
    public Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, CancellationToken cancellationToken = default) =>
        pipeline.JudgeAsync(submissions, cancellationToken);
}
