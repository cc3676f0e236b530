using System.Collections.Concurrent;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Devices;

/// <summary>
/// A model on a device, alive until it is retired and its last run has ended: a run leases it, so that unloading never pulls memory from under one.
/// </summary>
internal sealed class LoadedModel(ModelIdentity identity, IInferenceSession session)
{
    private readonly ConcurrentBag<ILaneSession> _idle = [];
    private readonly Lock _lock = new();
    private int _leases;
    private bool _retired;

    public ModelIdentity Identity => identity;

    /// <summary>Takes a lease, unless the model is retired.</summary>
    public bool TryLease()
    {
        lock (_lock)
        {
            if (_retired)
            {
                return false;
            }

            _leases++;
            return true;
        }
    }

    /// <summary>Gives a lease back.</summary>
    public void Release()
    {
        lock (_lock)
        {
            if (--_leases > 0 || !_retired)
            {
                return;
            }
        }

        Dispose();
    }

    /// <summary>No more leases; frees the session once the last is back.</summary>
    public void Retire()
    {
        lock (_lock)
        {
            if (_retired)
            {
                return;
            }

            _retired = true;
            if (_leases > 0)
            {
                return;
            }
        }

        Dispose();
    }

    /// <summary>Buffers for a run, under a lease.</summary>
    public ILaneSession Rent() => _idle.TryTake(out var lane) ? lane : Open();

    /// <summary>Buffers for one run alone, under a lease; the caller disposes of them.</summary>
    public ILaneSession Open() => session.OpenLane();

    /// <summary>Buffers come back; those of an aborted run are disposed instead.</summary>
    public void Return(ILaneSession lane) => _idle.Add(lane);

    private void Dispose()
    {
        foreach (var lane in _idle)
        {
            lane.Dispose();
        }

        session.Dispose();
    }
}
