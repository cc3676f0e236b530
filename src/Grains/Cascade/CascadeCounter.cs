namespace FakeNews.Grains.Cascade;

/// <summary>Counts for one model's cascade on one silo. Thread-safe: a few interlocked additions an article.</summary>
internal sealed class CascadeCounter(string sha256, double checkShare)
{
    private long _atOnce;
    private long _accepted;
    private long _readOn;
    private long _compared;
    private long _flips;
    private long _dropped;
    private long _failed;
    private int _off;

    public bool IsOff => Volatile.Read(ref _off) != 0;

    /// <summary>True for the call that switched it off.</summary>
    public bool SwitchOff() => Interlocked.Exchange(ref _off, 1) == 0;

    public void ReadAtOnce() => Interlocked.Increment(ref _atOnce);

    public void ReadOn() => Interlocked.Increment(ref _readOn);

    /// <summary>Counts an article accepted on its beginning.</summary>
    /// <returns>True where it is to be checked: evenly spread over the accepted, whatever their ids, which a canary draws by.</returns>
    public bool Accepted()
    {
        var number = Interlocked.Increment(ref _accepted);
        return Math.Floor(number * checkShare / 100) > Math.Floor((number - 1) * checkShare / 100);
    }

    public void Compared(bool flip)
    {
        if (flip)
        {
            Interlocked.Increment(ref _flips);
        }

        Interlocked.Increment(ref _compared);
    }

    public void Dropped() => Interlocked.Increment(ref _dropped);

    public void Failed() => Interlocked.Increment(ref _failed);

    public CascadeFigures Read()
    {
        var (compared, flips) = (Volatile.Read(ref _compared), Volatile.Read(ref _flips));
        return new(
            sha256, Volatile.Read(ref _atOnce), Volatile.Read(ref _accepted), Volatile.Read(ref _readOn), compared, Math.Min(compared, flips), Volatile.Read(ref _dropped), Volatile.Read(ref _failed), IsOff);
    }
}
