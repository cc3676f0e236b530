using System.Runtime.InteropServices;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Trial;

/// <summary>Counts for one model, on the serving path: a few interlocked additions an article.</summary>
internal sealed class ArmCounter(string sha256)
{
    private readonly long[] _latencies = new long[LatencyBuckets.Count];
    private long _judged;
    private long _flagged;
    private long _failed;

    public void Judged(Verdict verdict)
    {
        Interlocked.Increment(ref _judged);
        if (verdict.Decision == Decision.Flag)
        {
            Interlocked.Increment(ref _flagged);
        }

        Interlocked.Increment(ref _latencies[LatencyBuckets.Of(verdict.LatencyMs)]);
    }

    public void Failed() => Interlocked.Increment(ref _failed);

    public ArmFigures Read() => new(
        sha256, Volatile.Read(ref _judged), Volatile.Read(ref _flagged), Volatile.Read(ref _failed), ImmutableCollectionsMarshal.AsImmutableArray((long[])_latencies.Clone()));
}
