using System.Collections.Immutable;
using FakeNews.Grains.Classification;

namespace FakeNews.Silo.Api;

/// <summary>Judges through this silo's tokenizer grains.</summary>
internal sealed class GrainJudge(IGrainFactory grains) : IJudge
{
    private readonly ITokenizerGrain _tokenizer = grains.GetGrain<ITokenizerGrain>(0);

    public Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, CancellationToken cancellationToken) =>
        _tokenizer.JudgeAsync(submissions, cancellationToken);
}
