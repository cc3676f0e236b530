using FakeNews.Ingest.Reading;

namespace FakeNews.Silo.Feed;

/// <summary>Pages back through the flagged topic, newest first; the newest page comes from memory where that has enough.</summary>
internal sealed class FlaggedPages(FeedRing ring, IFlaggedLog log)
{
    /// <summary>The newest articles at or before a cursor.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="cursor">The <see cref="FlaggedPage.Next"/> of the page above; null for the newest page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FlaggedPage> ReadAsync(int limit, TopicPosition? cursor, CancellationToken cancellationToken)
    {
        if (cursor is null && FromMemory(limit) is { } newest)
        {
            return newest;
        }

        var page = await log.PageBackAsync(cursor, limit, cancellationToken);
        List<FeedEntry> entries = [];
        foreach (var record in page.Records)
        {
            if (FeedEntry.TryRead(record, out var entry))
            {
                entries.Add(entry);
            }
        }

        var seen = cursor is null ? Positions.Of(page.Records.Select(static record => (record.Partition, record.Offset))) : null;
        return new FlaggedPage(entries, page.Rest, seen is null ? null : page.Rest is null ? seen : seen.Union(page.Rest));
    }

    /// <summary>The newest page, merged as Kafka's would be: heads by time, inside a partition by offset. Null where memory does not reach back far enough.</summary>
    private FlaggedPage? FromMemory(int limit)
    {
        if (ring.Snapshot() is not var (entries, before, last) || entries.Length < limit)
        {
            return null;
        }

        var partitions = entries.GroupBy(static entry => entry.Partition).ToDictionary(static group => group.Key, static group => new Stack<FeedEntry>(group));
        var heads = new PriorityQueue<Stack<FeedEntry>, DateTimeOffset>(Comparer<DateTimeOffset>.Create(static (one, other) => other.CompareTo(one)));
        foreach (var partition in partitions.Values)
        {
            heads.Enqueue(partition, partition.Peek().Timestamp);
        }

        List<FeedEntry> page = [];
        while (page.Count < limit && heads.TryDequeue(out var newest, out _))
        {
            page.Add(newest.Pop());
            if (newest.TryPeek(out var next))
            {
                heads.Enqueue(newest, next.Timestamp);
            }
            else if (before.OffsetOf(page[^1].Partition) >= 0)
            {
                // What comes next in this partition is in Kafka only, and may be newer than what is here of the others.
                return null;
            }
        }

        var rest = Positions.Of(last.Seen.Keys.Select(partition =>
            (partition, partitions.TryGetValue(partition, out var left) && left.TryPeek(out var next) ? next.Offset : before.OffsetOf(partition))));
        return new FlaggedPage(page, rest.Seen.Values.All(static offset => offset < 0) ? null : rest, last);
    }
}
