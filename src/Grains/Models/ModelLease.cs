namespace FakeNews.Grains.Models;

/// <summary>The right to use a snapshot until disposed: what it was taken for ends on this very model, whatever is activated meanwhile.</summary>
public sealed class ModelLease : IDisposable
{
    private Action? _release;

    internal ModelLease(ModelSnapshot snapshot, Action release) => (Snapshot, _release) = (snapshot, release);

    /// <summary>The model.</summary>
    public ModelSnapshot Snapshot { get; }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
