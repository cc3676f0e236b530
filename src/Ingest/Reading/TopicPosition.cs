using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FakeNews.Ingest.Reading;

/// <summary>
/// How far a reader has come: for each partition the last offset it has seen. Written <c>partition:offset[,partition:offset…]</c>, ascending; for a topic of one
/// partition that is the place of the last record. Immutable.
/// </summary>
public sealed class TopicPosition
{
    // A vector comes from a browser: neither long nor repeated.
    private const int MostPartitions = 10_000;

    private TopicPosition(ImmutableSortedDictionary<int, long> seen) => Seen = seen;

    /// <summary>Nothing seen yet.</summary>
    public static TopicPosition Start { get; } = new(ImmutableSortedDictionary<int, long>.Empty);

    /// <summary>The last offset seen of each partition; -1 says that the partition is known and nothing of it was seen.</summary>
    public ImmutableSortedDictionary<int, long> Seen { get; }

    /// <summary>This position after one more record.</summary>
    public TopicPosition With(int partition, long offset) => new(Seen.SetItem(partition, offset));

    /// <summary>True where the record lies at or before this position.</summary>
    public bool Covers(int partition, long offset) => Seen.TryGetValue(partition, out var seen) && offset <= seen;

    /// <summary>Reads a written position.</summary>
    /// <returns>False where it is none.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TopicPosition? position)
    {
        position = null;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var seen = ImmutableSortedDictionary.CreateBuilder<int, long>();
        foreach (var range in text.AsSpan().Split(','))
        {
            var pair = text.AsSpan()[range];
            var colon = pair.IndexOf(':');
            if (colon < 0 || seen.Count >= MostPartitions
                || !int.TryParse(pair[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
                || !long.TryParse(pair[(colon + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset)
                || offset is < -1 or long.MaxValue
                || !seen.TryAdd(partition, offset))
            {
                return false;
            }
        }

        position = new TopicPosition(seen.ToImmutable());
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', Seen.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}:{pair.Value}")));
}
