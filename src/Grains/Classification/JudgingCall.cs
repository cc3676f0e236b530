using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Classification;

/// <summary>One call of the pipeline: collects judgements by place until all are there. Holds the model's lease meanwhile.</summary>
internal sealed class JudgingCall : IDisposable
{
    private readonly TaskCompletionSource<ImmutableArray<Judgement>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _cancellation;
    private readonly Judgement?[] _judgements;
    private readonly ModelLease _lease;
    private readonly IJudgementObserver? _observer;
    private int _open;

    public JudgingCall(ImmutableArray<Submission> submissions, ModelLease lease, CancellationToken cancellationToken, IJudgementObserver? observer = null)
    {
        (Submissions, _lease, _observer) = (submissions, lease, observer);
        _judgements = new Judgement?[submissions.Length];
        _open = submissions.Length;
        _cancellation = cancellationToken.UnsafeRegister(static (call, token) => ((JudgingCall)call!)._completion.TrySetCanceled(token), this);
    }

    public ImmutableArray<Submission> Submissions { get; }

    /// <summary>The model that judges an article of this call, and its arm; the same whenever it is asked.</summary>
    public (ModelSnapshot Model, ModelArm? Arm) ModelOf(int index) => _lease.Lineup.Choose(Submissions[index].Article.Id);

    /// <summary>True when nobody waits any more: cancelled, or complete.</summary>
    public bool IsOver => _completion.Task.IsCompleted;

    /// <summary>All judgements, in the order of the submissions.</summary>
    public Task<ImmutableArray<Judgement>> Result => _completion.Task;

    /// <summary>Enters one judgement. A second one for the same place is ignored: the first stands.</summary>
    public void Settle(int index, Judgement judgement)
    {
        if (Interlocked.CompareExchange(ref _judgements[index], judgement, null) is not null)
        {
            return;
        }

        Telemetry.ArticleEnded(judgement);
        Tell(index, judgement);
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _completion.TrySetResult(ImmutableCollectionsMarshal.AsImmutableArray<Judgement>(_judgements!));
        }
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _lease.Dispose();
    }

    private void Tell(int index, Judgement judgement)
    {
        if (_observer is null)
        {
            return;
        }

        var (model, arm) = ModelOf(index);
        if (judgement.Verdict is { } verdict)
        {
            _observer.Judged(_lease.Lineup, model, arm, Submissions[index], verdict);
        }
        else
        {
            _observer.Failed(_lease.Lineup, model);
        }
    }
}
