using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FakeNews.Grains.Batching;
using FakeNews.Grains.Cascade;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Classification;

/// <summary>
/// The way of an article from text to judgement: prepare, tokenize, batch, route, decide. One for each silo, shared by its tokenizer grains, and the same
/// without Orleans. Thread-safe.
/// </summary>
/// <remarks>
/// Invariants: an article is in the batcher, in the retry queue, or in exactly one dispatch, and leaves by <see cref="JudgingCall.Settle"/>; between the two
/// steps of a cascade it returns to the batcher, on the same model. A device's
/// room is reserved before a batch is taken, so that articles wait here, where they can still be grouped, and not in a device's queue.
/// </remarks>
internal sealed class JudgingPipeline : IDisposable
{
    private readonly ActiveModel _models;
    private readonly IClassifierDirectory _directory;
    private readonly BatcherOptions _batching;
    private readonly DevicesOptions _devices;
    private readonly CascadeBook _cascades;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly MicroBatcher<PendingArticle> _batcher;
    private readonly ClassifierRouter _router;
    private readonly Queue<Dispatch> _retries = [];
    private readonly SemaphoreSlim _room;
    private readonly ITimer _wake;
    private bool _wakeSet;

    public JudgingPipeline(
        ActiveModel models, IClassifierDirectory directory, IBatchPolicy policy, BatcherOptions batching, DevicesOptions devices, CascadeBook cascades, TimeProvider time, Random random)
    {
        (_models, _directory, _batching, _devices, _cascades, _time) = (models, directory, batching, devices, cascades, time);
        _batcher = new(policy, batching.MaximumWait, batching.Capacity, time);
        _router = new(devices, time, random);
        _room = new(batching.Capacity);
        _wake = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        directory.Changed += OnDevicesChanged;
        OnDevicesChanged();
    }

    /// <summary>Is told of every article that was judged; null: nobody.</summary>
    public IJudgementObserver? Observer { get; set; }

    /// <summary>Judges articles; one judgement for each submission, in the same order.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; articles that had not reached a device are dropped.</exception>
    public async Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, CancellationToken cancellationToken)
    {
        if (submissions.IsDefaultOrEmpty)
        {
            return [];
        }

        ModelLease? lease;
        while (!_models.TryLease(out lease))
        {
            await _models.FirstActivation.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        using var call = new JudgingCall(submissions, lease, cancellationToken, Observer);
        using var activity = Telemetry.Activities.StartActivity("judge");
        activity?.SetTag("fakenews.articles", submissions.Length);

        // Off the caller's scheduler: tokenizing hundreds of articles takes tens of milliseconds.
        var feeding = Task.Run(() => FeedAsync(call, cancellationToken), CancellationToken.None);
        try
        {
            await feeding.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (call.IsOver)
        {
            // Told by the result below.
        }

        return await call.Result.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _directory.Changed -= OnDevicesChanged;
        _wake.Dispose();
        _room.Dispose();
    }

    private async Task FeedAsync(JudgingCall call, CancellationToken cancellationToken)
    {
        for (var i = 0; i < call.Submissions.Length && !call.IsOver; i++)
        {
            if (Read(call, i) is { } article)
            {
                await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
                Telemetry.QueueChanged(1);
                lock (_lock)
                {
                    article.Arrived = _time.GetTimestamp();
                    _batcher.TryAdd(article, article.Reading.Length, article.Model, article.HeadStart);
                }

                Pump();
            }
        }
    }

    /// <summary>Tokenizes an article; null where it was settled without a device.</summary>
    private PendingArticle? Read(JudgingCall call, int index)
    {
        var submission = call.Submissions[index];
        var article = submission.Article;
        var (model, arm) = call.ModelOf(index);
        if (!LanguageTag.Accepts(model.Manifest.Language, article.Language))
        {
            call.Settle(index, Judgement.Of(VerdictWriter.Unscored(submission, model, VerdictReason.Language, _time.GetUtcNow(), arm)));
            return null;
        }

        try
        {
            var tokens = model.Tokenize(article.Title, article.Text, out var ids);
            if (!ids.IsEmpty)
            {
                return new(
                    call, index, model, arm, new(model, ids, tokens, _cascades.Allows(model)), submission.Input is null ? _batching.HeadStart : TimeSpan.Zero);
            }

            call.Settle(index, Judgement.Of(VerdictWriter.Unscored(submission, model, VerdictReason.NoContent, _time.GetUtcNow(), arm)));
        }
        // A text that preparation chokes on fails alone.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            call.Settle(index, Judgement.Failed(new(e.GetType().FullName!, e.Message, 1)));
        }

        return null;
    }

    private void OnDevicesChanged()
    {
        lock (_lock)
        {
            _router.Update(_directory.Current);
        }

        Pump();
    }

    private void Wake()
    {
        lock (_lock)
        {
            _wakeSet = false;
        }

        Pump();
    }

    /// <summary>Sends batches as long as there are both articles and room.</summary>
    private void Pump()
    {
        while (true)
        {
            Dispatch? dispatch;
            Route? route;
            lock (_lock)
            {
                if (!TryNext(out dispatch, out route))
                {
                    SetWake();
                    return;
                }
            }

            _ = SendAsync(dispatch, route);
        }
    }

    private bool TryNext(
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Dispatch? dispatch,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Route? route)
    {
        if (_retries.TryPeek(out dispatch) && _router.TryReserve(Demand.Ahead, dispatch.Avoid, out route))
        {
            _retries.Dequeue();
            return true;
        }

        foreach (var demand in (ReadOnlySpan<Demand>)[Demand.Idle, Demand.Ahead])
        {
            while (_batcher.Count > 0 && _router.TryReserve(demand, null, out route))
            {
                if (!_batcher.TryTake(demand, out var batch))
                {
                    ClassifierRouter.Cancel(route);
                    break;
                }

                if (batch.Items.Count(static article => !article.IsReadOn) is > 0 and var room)
                {
                    _room.Release(room);
                }

                Telemetry.QueueChanged(-batch.Items.Length);
                var wanted = batch.Items.RemoveAll(article => article.Call.IsOver);
                if (wanted.Length > 0)
                {
                    dispatch = new((ModelSnapshot)batch.Affinity, batch.Shape, wanted);
                    return true;
                }

                ClassifierRouter.Cancel(route);
            }
        }

        (dispatch, route) = (null, null);
        return false;
    }

    private void SetWake()
    {
        if (_wakeSet || (_batcher.Count == 0 && _retries.Count == 0))
        {
            return;
        }

        // Either a group falls due while there is room ahead, or another silo's reported load is no longer believed.
        var due = _retries.Count == 0 && _batcher.UntilDue is { } until && until > TimeSpan.Zero ? until : _devices.LoadFreshFor;
        _wakeSet = true;
        _wake.Change(due < _devices.LoadFreshFor ? due : _devices.LoadFreshFor, Timeout.InfiniteTimeSpan);
    }

    private async Task SendAsync(Dispatch dispatch, Route route)
    {
        ClassifierReply? reply = null;
        Exception? lost = null;
        try
        {
            reply = await route.Classifier.ClassifyAsync(dispatch.Pack()).ConfigureAwait(false);
        }
        // Whatever keeps a device from answering has one cure: another device.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            lost = e;
        }

        if (reply is { Outcome: ClassifierOutcome.Judged } && reply.Logits.Length != dispatch.Articles.Length * TokenBatch.Classes * sizeof(float))
        {
            reply = reply with { Outcome = ClassifierOutcome.Failed, ErrorType = typeof(InvalidDataException).FullName, ErrorMessage = "The device returned another number of logits than it was sent rows." };
        }

        // The lane gets its next batch before the verdicts of this one are written.
        lock (_lock)
        {
            _router.Settle(route, reply);
        }

        if (reply is { Outcome: ClassifierOutcome.Judged })
        {
            Pump();
            Judge(dispatch, reply);
        }
        else
        {
            var key = route.Classifier.Key;
            if (reply is { Outcome: ClassifierOutcome.Failed })
            {
                RetryFailed(dispatch, reply, key);
            }
            else
            {
                Reroute(dispatch, reply, lost, key);
            }

            Pump();
        }
    }

    private void Judge(Dispatch dispatch, ClassifierReply reply)
    {
        var logits = MemoryMarshal.Cast<byte, float>(reply.Logits.Span);
        var now = _time.GetUtcNow();
        List<PendingArticle>? unsure = null;
        for (var i = 0; i < dispatch.Articles.Length; i++)
        {
            var (article, fake, real) = (dispatch.Articles[i], logits[i * TokenBatch.Classes], logits[(i * TokenBatch.Classes) + 1]);
            if (article.ReadsOn(fake, real))
            {
                (unsure ??= []).Add(article);
            }
            else
            {
                article.Judge(fake, real, now);
            }
        }

        if (unsure is not null)
        {
            ReadOn(unsure);
        }
    }

    /// <summary>Puts articles whose beginning does not decide among the waiting again, as old as they are.</summary>
    private void ReadOn(List<PendingArticle> articles)
    {
        Telemetry.QueueChanged(articles.Count);
        lock (_lock)
        {
            foreach (var article in articles)
            {
                _batcher.Return(article, article.Reading.Length, article.Model, article.HeadStart, article.Arrived);
            }
        }

        Pump();
    }

    private void RetryFailed(Dispatch dispatch, ClassifierReply reply, DeviceKey device)
    {
        foreach (var article in dispatch.Articles)
        {
            article.Attempts++;
        }

        if (dispatch.Articles.Length > 1)
        {
            var (first, second) = dispatch.Bisect(device);
            Retry(first);
            Retry(second);
        }
        else if (dispatch.Articles[0].Attempts < _batching.MaximumAttempts)
        {
            Retry(dispatch with { Avoid = device });
        }
        else
        {
            dispatch.Articles[0].Fail(reply.ErrorType ?? nameof(Exception), reply.ErrorMessage ?? "");
        }
    }

    private void Reroute(Dispatch dispatch, ClassifierReply? reply, Exception? lost, DeviceKey device)
    {
        Telemetry.BatchRerouted(reply?.Outcome.ToString() ?? "Unreachable");
        if (reply is { Outcome: ClassifierOutcome.Busy })
        {
            // Where a failed batch may not go is given up as well: better there than nowhere.
            Retry(dispatch with { Avoid = null });
            return;
        }

        if (dispatch.Reroutes < _devices.MaximumReroutes)
        {
            Retry(dispatch with { Avoid = device, Reroutes = dispatch.Reroutes + 1 });
            return;
        }

        foreach (var article in dispatch.Articles)
        {
            article.Attempts = dispatch.Reroutes + 1;
            article.Fail(
                lost?.GetType().FullName ?? reply?.ErrorType ?? typeof(ModelAbsentException).FullName!,
                lost?.Message ?? reply?.ErrorMessage ?? $"No device in reach has loaded the model {dispatch.Model.Identity.Name} {dispatch.Model.Identity.Version}.");
        }
    }

    private void Retry(Dispatch dispatch)
    {
        lock (_lock)
        {
            _retries.Enqueue(dispatch);
        }
    }
}
