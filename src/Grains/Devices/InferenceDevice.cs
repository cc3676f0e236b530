using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using FakeNews.Grains.Batching;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Devices;

/// <summary>A device with its lanes, its queue and the models loaded onto it. Thread-safe.</summary>
internal sealed class InferenceDevice : IDisposable
{
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(3);

    private readonly BlockingCollection<LaneWork> _queue = new(new ConcurrentQueue<LaneWork>());
    private readonly ConcurrentDictionary<string, LoadedModel> _models = new(StringComparer.Ordinal);
    private readonly IInferenceRuntime _runtime;
    private readonly TimeSpan _deadline;
    private readonly TimeProvider _time;
    private readonly ExecutionLane[] _lanes;
    private readonly Lock _replacing = new();
    private readonly int _most;
    private readonly ITimer _watchdog;
    private int _depth;
    private int _lanesMade;

    public InferenceDevice(DeviceDescription description, IInferenceRuntime runtime, TimeSpan runDeadline, TimeProvider time)
    {
        (Description, _runtime, _deadline, _time) = (description, runtime, runDeadline, time);
        // The owner keeps within its slots, and so does every silo that spills; the bound only stops a caller that does not.
        _most = description.Slots * 8;
        _lanes = new ExecutionLane[description.Lanes];
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] = NewLane();
        }

        var period = TimeSpan.FromTicks(Math.Max(runDeadline.Ticks / 8, TimeSpan.TicksPerMillisecond * 100));
        _watchdog = time.CreateTimer(_ => ReplaceOverdueLanes(), null, period, period);
    }

    /// <summary>What it is.</summary>
    public DeviceDescription Description { get; }

    /// <summary>Batches queued or running.</summary>
    public int Depth => Volatile.Read(ref _depth);

    /// <summary>Lanes that the watchdog replaced.</summary>
    public int LanesReplaced => Volatile.Read(ref _lanesMade) - _lanes.Length;

    /// <summary>Loads a model beside those already there. Takes as long as reading the graph does; call it off the serving path.</summary>
    public void Load(ModelIdentity identity, string graphPath)
    {
        if (!_models.ContainsKey(identity.Sha256))
        {
            var loaded = new LoadedModel(identity, _runtime.Load(graphPath, Description));
            if (!_models.TryAdd(identity.Sha256, loaded))
            {
                loaded.Retire();
            }
        }
    }

    /// <summary>Loads a model beside those already there, on the calling thread; runs find it only once <paramref name="check"/> has passed.</summary>
    public void Load(ModelIdentity identity, string graphPath, Action<LoadedModel> check)
    {
        if (_models.ContainsKey(identity.Sha256))
        {
            return;
        }

        var loaded = new LoadedModel(identity, _runtime.Load(graphPath, Description));
        try
        {
            check(loaded);
        }
        catch
        {
            loaded.Retire();
            throw;
        }

        if (!_models.TryAdd(identity.Sha256, loaded))
        {
            loaded.Retire();
        }
    }

    /// <summary>Runs every shape on as many lanes as there are, so that the first article pays for nothing.</summary>
    public async Task WarmUpAsync(string sha256, ImmutableArray<BatchShape> shapes)
    {
        foreach (var shape in shapes)
        {
            var batch = TokenBatch.Blank(sha256, shape.Rows, shape.Length);
            await Task.WhenAll(Enumerable.Range(0, _lanes.Length).Select(_ => RunAsync(batch)));
        }
    }

    /// <summary>Takes a model away; its memory is freed when its last run has ended.</summary>
    public void Unload(string sha256)
    {
        if (_models.TryRemove(sha256, out var model))
        {
            model.Retire();
        }
    }

    /// <summary>The identity of a loaded model.</summary>
    public ModelIdentity? Find(string sha256) => _models.TryGetValue(sha256, out var model) ? model.Identity : null;

    /// <summary>Queues a batch; the task ends on a thread-pool thread.</summary>
    /// <returns>Two logits for each row.</returns>
    /// <exception cref="ModelAbsentException">The batch's model is not loaded.</exception>
    /// <exception cref="DeviceBusyException">The queue is full.</exception>
    /// <exception cref="RunDeadlineException">The run hung.</exception>
    /// <exception cref="DeviceSickException">The run failed, and so did a control run.</exception>
    /// <exception cref="NonFiniteLogitsException">The run gave a value that is not finite.</exception>
    public Task<float[]> RunAsync(TokenBatch batch)
    {
        if (!_models.TryGetValue(batch.Model, out var model) || !model.TryLease())
        {
            return Task.FromException<float[]>(new ModelAbsentException(batch.Model));
        }

        if (Interlocked.Increment(ref _depth) > _most)
        {
            Interlocked.Decrement(ref _depth);
            model.Release();
            return Task.FromException<float[]>(new DeviceBusyException());
        }

        var work = new LaneWork(batch, model);
        try
        {
            _queue.Add(work);
        }
        catch (InvalidOperationException)
        {
            // The silo stops: a batch that raced with it goes elsewhere.
            Interlocked.Decrement(ref _depth);
            model.Release();
            return Task.FromException<float[]>(new DeviceBusyException());
        }

        return work.Result;
    }

    /// <summary>Takes no more work; lanes end when the queue is empty.</summary>
    public void Dispose()
    {
        _watchdog.Dispose();
        _queue.CompleteAdding();
        var stopping = Stopwatch.StartNew();
        foreach (var lane in _lanes)
        {
            // A bound, because a native run that hangs may never come back; then nothing it uses is freed.
            var left = StopBound - stopping.Elapsed;
            if (!lane.Thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero))
            {
                return;
            }
        }

        foreach (var sha256 in _models.Keys)
        {
            Unload(sha256);
        }

        _queue.Dispose();
    }

    private void ReplaceOverdueLanes()
    {
        // On a machine under load the timer's calls can overlap.
        lock (_replacing)
        {
            for (var i = 0; i < _lanes.Length; i++)
            {
                if (_lanes[i].AbandonIfOverdue(_deadline))
                {
                    _lanes[i] = NewLane();
                }
            }
        }
    }

    private ExecutionLane NewLane() => new(
        $"{Description.Name} lane {Interlocked.Increment(ref _lanesMade)}", Description.Name, _queue, () => Interlocked.Decrement(ref _depth), _time);
}
