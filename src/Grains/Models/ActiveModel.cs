using System.Diagnostics.CodeAnalysis;

namespace FakeNews.Grains.Models;

/// <summary>
/// The one reference that says which model judges. A swap replaces it; whoever leased the old one finishes on it, and the task that the swap returned
/// ends when the last has.
/// </summary>
public sealed class ActiveModel
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Tenure? _tenure;

    /// <summary>The active model, or null before the first.</summary>
    public ModelSnapshot? Current => Lineup?.Champion;

    /// <summary>The models that judge, or null before the first.</summary>
    public ModelLineup? Lineup => Volatile.Read(ref _tenure)?.Lineup;

    /// <summary>Ends when the first model is active.</summary>
    public Task FirstActivation => _first.Task;

    /// <summary>Leases the active model.</summary>
    public bool TryLease([NotNullWhen(true)] out ModelLease? lease)
    {
        lock (_lock)
        {
            if (_tenure is not { } tenure)
            {
                lease = null;
                return false;
            }

            tenure.Leases++;
            lease = new(tenure.Lineup, () => Release(tenure));
            return true;
        }
    }

    /// <summary>Makes a model the active one.</summary>
    /// <returns>Ends when no lease of the model before is left; only then may its sessions be unloaded.</returns>
    public Task Activate(ModelSnapshot snapshot) => Activate(new ModelLineup(snapshot));

    /// <summary>Makes models the judging ones.</summary>
    /// <returns>Ends when no lease of the lineup before is left.</returns>
    public Task Activate(ModelLineup lineup)
    {
        Tenure? before;
        lock (_lock)
        {
            (before, _tenure) = (_tenure, new(lineup));
            if (before is not null)
            {
                before.Ended = true;
                before.SettleIfFree();
            }
        }

        _first.TrySetResult();
        return before?.Drained.Task ?? Task.CompletedTask;
    }

    private void Release(Tenure tenure)
    {
        lock (_lock)
        {
            tenure.Leases--;
            tenure.SettleIfFree();
        }
    }

    private sealed class Tenure(ModelLineup lineup)
    {
        public ModelLineup Lineup => lineup;

        public TaskCompletionSource Drained { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Leases { get; set; }

        public bool Ended { get; set; }

        public void SettleIfFree()
        {
            if (Ended && Leases == 0)
            {
                Drained.TrySetResult();
            }
        }
    }
}
