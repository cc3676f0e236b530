using System.Collections.Concurrent;
using FakeNews.Grains.Classification;

namespace FakeNews.Grains.Devices;

/// <summary>A dedicated thread that runs one batch after another. Native runs of hundreds of milliseconds never touch the thread pool.</summary>
internal sealed class ExecutionLane
{
    private const int ControlLength = 3;

    private readonly BlockingCollection<LaneWork> _queue;
    private readonly Action _ended;
    private readonly TimeProvider _time;
    private readonly string _device;
    private readonly Lock _lock = new();
    private Running? _running;
    private bool _abandoned;

    /// <param name="name">The thread's name.</param>
    /// <param name="device">The device's name, for metrics.</param>
    /// <param name="queue">Shared by all lanes of the device, so that none idles while work waits.</param>
    /// <param name="ended">Called once for each work, just before its caller learns of its end.</param>
    /// <param name="time">The clock.</param>
    public ExecutionLane(string name, string device, BlockingCollection<LaneWork> queue, Action ended, TimeProvider time)
    {
        (_device, _queue, _ended, _time) = (device, queue, ended, time);
        Thread = new Thread(Loop) { Name = name, IsBackground = true };
        Thread.Start();
    }

    /// <summary>The lane's thread.</summary>
    public Thread Thread { get; }

    /// <summary>
    /// The watchdog's question: gives the lane up if its current run has lasted <paramref name="deadline"/> or more. The thread ends when the run
    /// does, if ever; it keeps its lease of the model until then.
    /// </summary>
    /// <returns>True where the lane must be replaced.</returns>
    public bool AbandonIfOverdue(TimeSpan deadline)
    {
        Running overdue;
        lock (_lock)
        {
            if (_abandoned || _running is not { } running || _time.GetElapsedTime(running.Started) < deadline)
            {
                return false;
            }

            _abandoned = true;
            overdue = running;
        }

        overdue.Session.Abort();
        if (overdue.Work.TryClaim())
        {
            _ended();
            overdue.Work.Fail(new RunDeadlineException(deadline));
        }

        return true;
    }

    private void Loop()
    {
        foreach (var work in _queue.GetConsumingEnumerable())
        {
            if (!TryRun(work))
            {
                return;
            }
        }
    }

    private bool TryRun(LaneWork work)
    {
        ILaneSession? session = null;
        float[]? logits = null;
        Exception? error = null;
        try
        {
            session = work.Model.Rent();
            logits = Run(work, session);
        }
        // Whatever a run throws, native or managed, belongs to its batch; the lane goes on.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            error = ControlRunFails(work) ? new DeviceSickException(e) : e;
        }

        bool abandoned;
        lock (_lock)
        {
            (_running, abandoned) = (null, _abandoned);
        }

        if (session is not null)
        {
            if (error is null && !abandoned)
            {
                work.Model.Return(session);
            }
            else
            {
                session.Dispose();
            }
        }

        work.Model.Release();
        if (work.TryClaim())
        {
            _ended();
            if (error is null)
            {
                work.Finish(logits!);
            }
            else
            {
                work.Fail(error);
            }
        }

        return !abandoned;
    }

    /// <summary>
    /// Tells a poison article from a device that can't run anything: without it a broken GPU would condemn every article one by one.
    /// </summary>
    private static bool ControlRunFails(LaneWork work)
    {
        try
        {
            using var session = work.Model.Open();
            Span<float> logits = stackalloc float[TokenBatch.Classes];
            session.Run(TokenBatch.Blank(work.Batch.Model, 1, ControlLength), logits);
            return !float.IsFinite(logits[0]) || !float.IsFinite(logits[1]);
        }
#pragma warning disable CA1031
        catch
#pragma warning restore CA1031
        {
            return true;
        }
    }

    private float[] Run(LaneWork work, ILaneSession session)
    {
        var started = _time.GetTimestamp();
        lock (_lock)
        {
            _running = new(work, session, started);
        }

        var logits = new float[work.Batch.Rows * TokenBatch.Classes];
        session.Run(work.Batch, logits);
        Telemetry.RunEnded(_device, work.Batch, _time.GetElapsedTime(started));
        foreach (var logit in logits)
        {
            if (!float.IsFinite(logit))
            {
                throw new NonFiniteLogitsException();
            }
        }

        return logits;
    }

    private sealed record Running(LaneWork Work, ILaneSession Session, long Started);
}
