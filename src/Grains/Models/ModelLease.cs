namespace FakeNews.Grains.Models;

/// <summary>The right to use a snapshot until disposed: what it was taken for ends on this very model, whatever is activated meanwhile.</summary>
public sealed class ModelLease : IDisposable
{
    private Action? _release;

    internal ModelLease(ModelLineup lineup, Action release) => (Lineup, _release) = (lineup, release);

    /// <summary>The models that judge under this lease.</summary>
    public ModelLineup Lineup { get; }

    /// <summary>The active model.</summary>
    public ModelSnapshot Snapshot => Lineup.Champion;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
