using FakeNews.Ingest.Reading;

namespace FakeNews.Silo.Feed;

/// <summary>
/// What the feed does with positions of the flagged topic. A partition that a position does not name has not been seen at all, so that resuming misses
/// nothing, whatever the position names.
/// </summary>
internal static class Positions
{
    /// <summary>A position that names these partitions; the highest offset counts where one is named twice.</summary>
    public static TopicPosition Of(params IEnumerable<(int Partition, long Offset)> entries) => entries.Aggregate(
        TopicPosition.Start,
        static (position, entry) => position.Seen.TryGetValue(entry.Partition, out var other) && other >= entry.Offset ? position : position.With(entry.Partition, entry.Offset));

    extension(TopicPosition position)
    {
        /// <summary>The last offset seen of a partition; -1 where nothing was.</summary>
        public long OffsetOf(int partition) => position.Seen.GetValueOrDefault(partition, -1);

        /// <summary>True where everything the other position has seen was seen.</summary>
        public bool Covers(TopicPosition other)
        {
            foreach (var (partition, offset) in other.Seen)
            {
                if (position.OffsetOf(partition) < offset)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Everything either position has seen.</summary>
        public TopicPosition Union(TopicPosition other) => Of([.. position.Seen.Select(static entry => (entry.Key, entry.Value)), .. other.Seen.Select(static entry => (entry.Key, entry.Value))]);

        /// <summary>The written form for clients, never empty: an event's id must not be, or the browser would not send it back.</summary>
        public string Written() => position.Seen.IsEmpty ? "0:-1" : position.ToString();
    }
}
