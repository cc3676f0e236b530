using FakeNews.Ingest.Connection;
using Microsoft.Extensions.Options;

namespace FakeNews.Ingest.Operations;

/// <summary>The consumer's state for health checks and pages: one immutable snapshot, replaced as a whole. Thread-safe.</summary>
public sealed class IngestState(IOptions<KafkaOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private IngestStatus _current = new(IngestPhase.Idle, options.Value.EffectiveDelivery, [], 0, 0, false, null, null);

    /// <summary>Raised after each change, on the consumer's thread: return at once.</summary>
    public event Action<IngestStatus>? Changed;

    /// <summary>The state now.</summary>
    public IngestStatus Current => Volatile.Read(ref _current);

    internal void Enter(IngestPhase phase) => Change(status => status with { Phase = phase });

    internal void Trouble(string sentence)
    {
        var now = time.GetUtcNow();
        Change(status => status with { Problem = sentence, ProblemAt = now });
    }

    internal void Well() => Change(status => status.Problem is null ? status : status with { Problem = null, ProblemAt = null });

    internal void Change(Func<IngestStatus, IngestStatus> change)
    {
        IngestStatus changed;
        lock (_gate)
        {
            changed = change(_current);
            if (ReferenceEquals(changed, _current))
            {
                return;
            }

            Volatile.Write(ref _current, changed);
        }

        Changed?.Invoke(changed);
    }
}
