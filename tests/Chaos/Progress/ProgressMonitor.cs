using Confluent.Kafka;
using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Reading;

namespace FakeNews.Chaos.Progress;

/// <summary>
/// Looks at the group a few times a second and keeps every look for the auditor. Recovery from a fault is the time from the fault until everything that Kafka
/// accepted in the second after it is committed <i>and</i> visible to a read_committed reader, on every partition; a dead transaction that blocks readers
/// counts against it. Without any fault that takes a little more than a second.
/// </summary>
public sealed class ProgressMonitor(GroupLook look, TimeSpan interval)
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly List<CommitSample> _samples = [];
    private int _disturbed;
    private readonly List<Waiter> _waiters = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The last look; null before the first, and unchanged while no broker answers.</summary>
    public ProgressSample? Last { get; private set; }

    /// <summary>Longest time without a commit while there was lag.</summary>
    public TimeSpan LongestStall { get; private set; }

    /// <summary>True while no fault is under way or being recovered from.</summary>
    public bool IsQuiet => Volatile.Read(ref _disturbed) == 0;

    /// <summary>It is not quiet until what is returned is disposed of.</summary>
    public IDisposable Disturb()
    {
        Interlocked.Increment(ref _disturbed);
        return new Disturbance(this);
    }

    /// <summary>All looks so far.</summary>
    public IReadOnlyList<CommitSample> Samples()
    {
        lock (_gate)
        {
            return [.. _samples];
        }
    }

    /// <summary>Looks until told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(interval);
        var done = -1L;
        var since = TimeProvider.System.GetTimestamp();
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var begun = TimeProvider.System.GetTimestamp();
                var sample = await Task.Run(() => new ProgressSample(look.Sample(), look.InputEnds()), CancellationToken.None);
                if (sample.Done != done || sample.Lag == 0)
                {
                    (done, since) = (sample.Done, TimeProvider.System.GetTimestamp());
                }

                var stall = TimeProvider.System.GetElapsedTime(since);
                LongestStall = stall > LongestStall ? stall : LongestStall;
                await TakeAsync(sample, begun);
            }
            catch (KafkaException)
            {
                // No broker answers: that is what the run is about.
            }

            try
            {
                await beat.WaitForNextTickAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Waits until what is accepted in the second from now on is visible.</summary>
    /// <returns>The time it took from now; null where it took longer than the bound.</returns>
    public async Task<TimeSpan?> RecoveredAsync(TimeSpan bound, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        var waiter = new Waiter(started);
        lock (_gate)
        {
            _waiters.Add(waiter);
        }

        try
        {
            await waiter.Done.Task.WaitAsync(bound, cancellation);
            return TimeProvider.System.GetElapsedTime(started);
        }
        catch (TimeoutException)
        {
            lock (_gate)
            {
                _waiters.Remove(waiter);
            }

            return null;
        }
    }

    /// <summary>Waits for a look that satisfies a condition.</summary>
    /// <returns>False where none did within the bound.</returns>
    public async Task<bool> UntilAsync(Func<ProgressSample, bool> condition, TimeSpan bound, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(condition);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(bound);
        while (true)
        {
            Task next;
            lock (_gate)
            {
                next = _next.Task;
            }

            if (Last is { } last && condition(last))
            {
                return true;
            }

            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                cancellation.ThrowIfCancellationRequested();
                return false;
            }
        }
    }

    private async Task TakeAsync(ProgressSample sample, long begun)
    {
        List<Waiter> committed;
        TaskCompletionSource next;
        lock (_gate)
        {
            Last = sample;
            _samples.Add(sample.Commits);
            foreach (var waiter in _waiters.Where(waiter => TimeProvider.System.GetElapsedTime(waiter.Started, begun) >= After))
            {
                waiter.InputEnds ??= sample.InputEnds;
            }

            committed = [.. _waiters.Where(waiter => waiter.InputEnds is { } ends && sample.Covers(ends))];
            (next, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        next.SetResult();
        if (committed.Count == 0)
        {
            return;
        }

        // Their results lie below the ends of this look, or of the look at which they were first seen committed.
        committed.ForEach(waiter => waiter.OutputEnds ??= sample.Commits.Ends);
        var visible = await Task.Run(() => look.OutputEnds(visible: true), CancellationToken.None);
        lock (_gate)
        {
            foreach (var waiter in committed.Where(waiter => waiter.OutputEnds!.All(end => visible.GetValueOrDefault(end.Key) >= end.Value)))
            {
                _waiters.Remove(waiter);
                waiter.Done.TrySetResult();
            }
        }
    }

    private sealed class Disturbance(ProgressMonitor monitor) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref monitor._disturbed);
    }

    private sealed class Waiter(long started)
    {
        public long Started => started;

        public IReadOnlyDictionary<int, long>? InputEnds { get; set; }

        public IReadOnlyDictionary<OutputPartition, long>? OutputEnds { get; set; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
