using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace FakeNews.Silo.Feed;

/// <summary>
/// A place in the flagged topic: for each partition the offset of the last record that was seen. Written <c>0:12,1:7</c>, ascending by partition; with one
/// partition that is <c>0:12</c>. A partition that is absent has not been seen at all, so that resuming from a position misses nothing, whatever it names;
/// nothing seen at all is written <c>0:-1</c>.
/// </summary>
internal sealed class FeedPosition : IEquatable<FeedPosition>, IParsable<FeedPosition>
{
    /// <summary>More partitions than this are refused when parsing.</summary>
    public const int MaximumPartitions = 1024;

    private readonly ImmutableArray<(int Partition, long Offset)> _entries;

    private FeedPosition(ImmutableArray<(int Partition, long Offset)> entries) => _entries = entries;

    /// <summary>Nothing seen: the beginning of every partition.</summary>
    public static FeedPosition Beginning { get; } = new([]);

    /// <summary>The partitions seen, ascending, with the last offset of each.</summary>
    public ImmutableArray<(int Partition, long Offset)> Entries => _entries;

    /// <summary>The last offset seen of a partition; -1 where nothing was.</summary>
    public long this[int partition]
    {
        get
        {
            foreach (var (seen, offset) in _entries)
            {
                if (seen == partition)
                {
                    return offset;
                }
            }

            return -1;
        }
    }

    /// <summary>A position of some partitions; the highest offset counts where one is named twice.</summary>
    public static FeedPosition Of(params IEnumerable<(int Partition, long Offset)> entries)
    {
        var highest = new SortedDictionary<int, long>();
        foreach (var (partition, offset) in entries)
        {
            if (offset >= 0 && (!highest.TryGetValue(partition, out var other) || other < offset))
            {
                highest[partition] = offset;
            }
        }

        return new FeedPosition([.. highest.Select(static entry => (entry.Key, entry.Value))]);
    }

    /// <summary>This position with another offset for one partition.</summary>
    public FeedPosition With(int partition, long offset)
    {
        for (var index = 0; index < _entries.Length; index++)
        {
            if (_entries[index].Partition == partition)
            {
                return new FeedPosition(_entries.SetItem(index, (partition, offset)));
            }

            if (_entries[index].Partition > partition)
            {
                return new FeedPosition(_entries.Insert(index, (partition, offset)));
            }
        }

        return new FeedPosition(_entries.Add((partition, offset)));
    }

    /// <summary>True where a record at this place was seen.</summary>
    public bool Covers(int partition, long offset) => this[partition] >= offset;

    /// <summary>True where everything the other position has seen was seen.</summary>
    public bool Covers(FeedPosition other)
    {
        foreach (var (partition, offset) in other._entries)
        {
            if (!Covers(partition, offset))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Everything either position has seen.</summary>
    public FeedPosition Union(FeedPosition other) => Of([.. _entries, .. other._entries]);

    public static FeedPosition Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var position) ? position : throw new FormatException("A position is partition:offset, or several of them separated by commas.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out FeedPosition result)
    {
        result = null;
        if (string.IsNullOrEmpty(s))
        {
            return false;
        }

        var entries = new SortedDictionary<int, long>();
        foreach (var range in s.AsSpan().Split(','))
        {
            var pair = s.AsSpan()[range];
            var colon = pair.IndexOf(':');
            if (colon < 0
                || !int.TryParse(pair[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
                || !TryParseOffset(pair[(colon + 1)..], out var offset)
                || entries.Count == MaximumPartitions
                || !entries.TryAdd(partition, offset))
            {
                return false;
            }
        }

        result = Of(entries.Select(static entry => (entry.Key, entry.Value)));
        return true;
    }

    public bool Equals(FeedPosition? other) => other is not null && _entries.AsSpan().SequenceEqual(other._entries.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as FeedPosition);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var entry in _entries)
        {
            hash.Add(entry);
        }

        return hash.ToHashCode();
    }

    /// <summary>The written form.</summary>
    public override string ToString()
    {
        if (_entries.IsEmpty)
        {
            return "0:-1";
        }

        var text = new StringBuilder(_entries.Length * 8);
        foreach (var (partition, offset) in _entries)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{partition}:{offset}");
        }

        return text.ToString();
    }

    private static bool TryParseOffset(ReadOnlySpan<char> text, out long offset)
    {
        offset = -1;
        return text is "-1" || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out offset);
    }
}
