namespace FakeNews.Grains.Drift;

/// <summary>Counts by bin of the latest so many articles.</summary>
internal sealed class SlidingCounts(int bins, int capacity)
{
    private readonly byte[] _ring = new byte[capacity];
    private readonly long[] _counts = new long[bins];
    private int _next;

    /// <summary>Articles in each bin.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Articles in all bins.</summary>
    public int Total { get; private set; }

    public bool IsFull => Total == capacity;

    public void Add(int bin)
    {
        if (IsFull)
        {
            _counts[_ring[_next]]--;
        }
        else
        {
            Total++;
        }

        _ring[_next] = (byte)bin;
        _counts[bin]++;
        _next = (_next + 1) % capacity;
    }
}
