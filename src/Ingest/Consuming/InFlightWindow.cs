namespace FakeNews.Ingest.Consuming;

/// <summary>
/// Bounds what is in memory between reading a record and delivering its result, in articles and bytes. Full at either bound; open again only when both are below
/// the resume share of it, so that partitions are not paused and resumed for every record (each pause throws fetched records away). One record may overshoot
/// the bound in bytes, otherwise a record larger than the window could never pass.
/// </summary>
public sealed class InFlightWindow(WindowOptions options)
{
    /// <summary>Articles in flight.</summary>
    public int Articles { get; private set; }

    /// <summary>Bytes in flight.</summary>
    public long Bytes { get; private set; }

    /// <summary>True from the moment a bound is reached until both are below the resume share.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Counts a record in.</summary>
    public void Admit(int bytes)
    {
        Articles++;
        Bytes += bytes;
        IsFull |= Articles >= options.Articles || Bytes >= options.Bytes;
    }

    /// <summary>Counts records out.</summary>
    public void Release(int articles, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(articles, Articles);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Bytes);
        Articles -= articles;
        Bytes -= bytes;
        IsFull &= Articles > options.Articles * options.ResumeAt || Bytes > options.Bytes * options.ResumeAt;
    }
}
