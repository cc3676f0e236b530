using FakeNews.Chaos.Auditing;

namespace FakeNews.Chaos.Producing;

/// <summary>What was sent, and what the broker said of it. Thread-safe.</summary>
public sealed class Ledger
{
    private readonly Lock _gate = new();
    private readonly List<Acknowledgement> _acknowledged = [];
    private long _sent;
    private long _unclear;

    /// <summary>Articles handed to the client.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Articles that the client gave up on: they may be there or not, and are never sent again.</summary>
    public long Unclear => Interlocked.Read(ref _unclear);

    /// <summary>Articles the broker has acknowledged.</summary>
    public long AcknowledgedCount
    {
        get
        {
            lock (_gate)
            {
                return _acknowledged.Count;
            }
        }
    }

    /// <summary>All acknowledgements so far.</summary>
    public IReadOnlyList<Acknowledgement> Acknowledged()
    {
        lock (_gate)
        {
            return [.. _acknowledged];
        }
    }

    /// <summary>Writes the acknowledgements as lines <c>partition,offset,id</c>.</summary>
    public void Save(string file) => File.WriteAllLines(file, Acknowledged().Select(each => FormattableString.Invariant($"{each.Partition},{each.Offset},{each.Id}")));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static IReadOnlyList<Acknowledgement> Load(string file) =>
        [.. File.ReadLines(file).Select(line => line.Split(',', 3)).Select(parts => new Acknowledgement(parts[2], int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)))];

    internal void CountSent() => Interlocked.Increment(ref _sent);

    internal void CountUnclear() => Interlocked.Increment(ref _unclear);

    internal void Acknowledge(Acknowledgement acknowledged)
    {
        lock (_gate)
        {
            _acknowledged.Add(acknowledged);
        }
    }
}
