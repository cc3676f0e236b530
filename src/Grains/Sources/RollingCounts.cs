using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Sources;

/// <summary>Counts over a sliding window, in 60 slices of it. Not thread-safe.</summary>
internal sealed class RollingCounts(TimeSpan window, TimeProvider time)
{
    private const int Slices = 60;

    private readonly (long Slice, long Articles, long Flagged, long Reviewed)[] _slices = new (long, long, long, long)[Slices];
    private DateTimeOffset _lastSeen;

    /// <summary>Counts a verdict, at the time at which it is told of.</summary>
    public void Add(VerdictNotice notice)
    {
        var now = CurrentSlice();
        ref var slice = ref _slices[now % Slices];
        if (slice.Slice != now)
        {
            slice = (now, 0, 0, 0);
        }

        slice.Articles++;
        slice.Flagged += notice.Decision == Decision.Flag ? 1 : 0;
        slice.Reviewed += notice.Decision == Decision.Review ? 1 : 0;
        _lastSeen = notice.ClassifiedAt > _lastSeen ? notice.ClassifiedAt : _lastSeen;
    }

    /// <summary>The counts of the last window.</summary>
    public SourceProfile Read(string source)
    {
        var oldest = CurrentSlice() - Slices;
        var (articles, flagged, reviewed) = (0L, 0L, 0L);
        foreach (var slice in _slices)
        {
            if (slice.Slice > oldest)
            {
                (articles, flagged, reviewed) = (articles + slice.Articles, flagged + slice.Flagged, reviewed + slice.Reviewed);
            }
        }

        return new(source, articles, flagged, reviewed, articles == 0 ? 0 : (double)flagged / articles, _lastSeen);
    }

    private long CurrentSlice() => time.GetUtcNow().UtcTicks / (window.Ticks / Slices);
}
