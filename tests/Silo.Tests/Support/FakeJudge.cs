using System.Collections.Immutable;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Silo.Api;

namespace FakeNews.Silo.Tests.Support;

/// <summary>A judge that flags titles with exclamation marks, fails on one word, and can be held.</summary>
internal sealed class FakeJudge : IJudge
{
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>Set once a call is being held.</summary>
    public TaskCompletionSource Holding { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<Submission> Seen { get; } = [];

    public async Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, CancellationToken cancellationToken)
    {
        if (Hold is { } hold)
        {
            Holding.TrySetResult();
            await hold.Task.WaitAsync(cancellationToken);
        }

        lock (Seen)
        {
            Seen.AddRange(submissions);
        }

        return [.. submissions.Select(Judge)];
    }

    private static Judgement Judge(Submission submission)
    {
        var article = submission.Article;
        return article.Title == "poison"
            ? Judgement.Failed(new JudgementFailure("System.InvalidOperationException", "secret detail", 3))
            : Judgement.Of(Verdicts.Of(article.Id, article.Title, article.Title?.Contains('!', StringComparison.Ordinal) == true ? Decision.Flag : Decision.Pass, source: article.Source));
    }
}
