using System.Collections.Concurrent;
using System.Collections.Immutable;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Consuming;

namespace FakeNews.Ingest.Tests.Support;

/// <summary>
/// A judge whose verdict follows from the text (its length decides), which can be held, fails on order, and remembers what it was asked.
/// </summary>
internal sealed class HeldJudge : IArticleJudge
{
    private static readonly DecisionThresholds Thresholds = new(0.8, 0.5);
    private static readonly ModelIdentity Model = new("test", "1", new string('0', 64));
    private volatile TaskCompletionSource _gate = Opened();

    public ConcurrentQueue<string> Asked { get; } = new();

    public int Calls;

    /// <summary>Called before each judgement; may throw.</summary>
    public Action<ImmutableArray<Submission>>? OnJudge { get; set; }

    /// <summary>From now on calls wait for <see cref="Release"/>.</summary>
    public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _gate.TrySetResult();

    public async Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Calls);
        foreach (var submission in submissions)
        {
            Asked.Enqueue(submission.Article.Id);
        }

        await _gate.Task.WaitAsync(cancellationToken);
        OnJudge?.Invoke(submissions);
        return [.. submissions.Select(Judge)];
    }

    public static double Probability(Article article) => ((article.Title?.Length ?? 0) + (article.Text?.Length ?? 0)) % 100 / 100.0;

    private static Judgement Judge(Submission submission)
    {
        var article = submission.Article;
        if (article.Text == "poison")
        {
            return Judgement.Failed(new JudgementFailure("Test.PoisonException", "It can't be judged.", 3));
        }

        var probability = Probability(article);
        return Judgement.Of(new Verdict(
            article.Id,
            article.Title,
            article.Url,
            article.Source,
            probability >= 0.5 ? VerdictLabel.Fake : VerdictLabel.Real,
            probability,
            Thresholds.Decide(probability),
            VerdictReason.Probability,
            Thresholds,
            Model,
            new TokenCount(10, 10),
            false,
            submission.Input,
            DateTimeOffset.UnixEpoch,
            1));
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
