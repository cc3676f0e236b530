using System.Collections.Immutable;
using FakeNews.Grains.Classification;

namespace FakeNews.Ingest.Consuming;

/// <summary>Whoever judges articles: the grains, or a test.</summary>
public interface IArticleJudge
{
    /// <summary>
    /// Judges articles; one judgement for each submission, in the same order. A judgement that failed is about that article and final. An exception is about the
    /// call: the articles are handed in again.
    /// </summary>
    Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, CancellationToken cancellationToken);
}
