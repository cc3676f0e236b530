namespace FakeNews.Silo.Hosting;

/// <summary>Events a second over the last moments, counted in whole seconds. Thread-safe.</summary>
/// <param name="window">How far it looks back, in whole seconds.</param>
/// <param name="time">The clock.</param>
internal sealed class RecentRate(TimeSpan window, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[(int)window.TotalSeconds];
    private readonly long _start = time.GetTimestamp();
    private long _second;

    /// <summary>The mean over the window, or over the time since the start where that is shorter.</summary>
    public double PerSecond
    {
        get
        {
            lock (_gate)
            {
                var elapsed = Advance();
                return _counts.Sum() / Math.Clamp(elapsed.TotalSeconds, 1, _counts.Length);
            }
        }
    }

    /// <summary>Notes events.</summary>
    public void Add(int events)
    {
        lock (_gate)
        {
            Advance();
            _counts[_second % _counts.Length] += events;
        }
    }

    private TimeSpan Advance()
    {
        var elapsed = time.GetElapsedTime(_start);
        var now = (long)elapsed.TotalSeconds;
        for (var passed = Math.Max(_second, now - _counts.Length); passed < now; passed++)
        {
            _counts[(passed + 1) % _counts.Length] = 0;
        }

        _second = now;
        return elapsed;
    }
}
