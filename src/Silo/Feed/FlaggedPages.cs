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
        if (cursor is null && ring.Newest(limit) is { Complete: true } newest)
        {
            // Newest first, so the last one named of a partition is its oldest.
            var rest = newest.Entries.Aggregate(newest.Last, static (position, entry) => position.With(entry.Partition, entry.Offset - 1));
            return new FlaggedPage(newest.Entries, rest.Seen.Values.All(static offset => offset < 0) ? null : rest, newest.Last);
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
}
