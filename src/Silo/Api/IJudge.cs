using System.Collections.Immutable;
using FakeNews.Grains.Classification;

namespace FakeNews.Silo.Api;

/// <summary>Judges articles that come over HTTP; the same way as those of the stream.</summary>
internal interface IJudge
{
    /// <summary>One judgement for each submission, in the same order.</summary>
    Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, CancellationToken cancellationToken);
}
