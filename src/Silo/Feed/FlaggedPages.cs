namespace FakeNews.Silo.Feed;

/// <summary>Pages back through the flagged topic, newest first.</summary>
internal sealed class FlaggedPages(FeedRing ring, IFlaggedLog log)
{
    /// <summary>The newest articles that lie before a cursor.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="before">
    /// The cursor of the page above: of each partition, the offset before which this page begins; null for the newest page. A partition it does not name has
    /// nothing older to show.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FlaggedPage> ReadAsync(int limit, FeedPosition? before, CancellationToken cancellationToken)
    {
        if (before is null && ring.Newest(limit) is { Complete: true } newest)
        {
            var cursor = newest.Last;
            var floor = Below(cursor.Entries.Select(static entry => (entry.Partition, entry.Offset + 1)), newest.Entries);
            return new FlaggedPage(newest.Entries, floor, newest.Last);
        }

        var extents = await log.GetExtentAsync(cancellationToken);
        var begins = extents.ToDictionary(static extent => extent.Partition, static extent => extent.Begin);
        List<IReadOnlyList<FeedEntry>> found = [];
        foreach (var extent in extents)
        {
            var end = before is null ? extent.End : Math.Min(extent.End, before[extent.Partition]);
            found.Add(await ReadLastAsync(extent with { End = end }, limit, cancellationToken));
        }

        var page = Merge(found, limit);
        var ends = extents.Select(extent => (extent.Partition, before is null ? extent.End : Math.Min(extent.End, before[extent.Partition])));
        var next = Below(ends, page);
        next = FeedPosition.Of(next.Entries.Where(entry => entry.Offset > begins.GetValueOrDefault(entry.Partition)));
        return new FlaggedPage(page, page.Count < limit ? FeedPosition.Beginning : next, before is null ? Newest(found) : null);
    }

    /// <summary>Across partitions there is no order but time; inside one the offset decides, so that a cursor never jumps over an article.</summary>
    private static List<FeedEntry> Merge(List<IReadOnlyList<FeedEntry>> partitions, int limit)
    {
        List<FeedEntry> page = [];
        var left = partitions.Select(static entries => entries.Count).ToArray();
        while (page.Count < limit)
        {
            var newest = -1;
            for (var index = 0; index < left.Length; index++)
            {
                if (left[index] > 0 && (newest < 0 || partitions[index][left[index] - 1].Timestamp > partitions[newest][left[newest] - 1].Timestamp))
                {
                    newest = index;
                }
            }

            if (newest < 0)
            {
                break;
            }

            page.Add(partitions[newest][--left[newest]]);
        }

        return page;
    }

    private static FeedPosition Newest(List<IReadOnlyList<FeedEntry>> found) =>
        FeedPosition.Of(found.SelectMany(static entries => entries).Select(static entry => (entry.Partition, entry.Offset)));

    private static FeedPosition Below(IEnumerable<(int Partition, long End)> ends, IReadOnlyList<FeedEntry> page) => FeedPosition.Of(ends.Select(end =>
        (end.Partition, page.Where(entry => entry.Partition == end.Partition).Select(static entry => entry.Offset).DefaultIfEmpty(end.End).Min())));

    /// <summary>Offsets are not dense (transactions and compaction leave holes), so it looks further back until it has enough.</summary>
    private async Task<IReadOnlyList<FeedEntry>> ReadLastAsync(LogExtent extent, int limit, CancellationToken cancellationToken)
    {
        List<FeedEntry> entries = [];
        var end = extent.End;
        for (var span = (long)limit; entries.Count < limit && end > extent.Begin; span *= 2)
        {
            var begin = Math.Max(extent.Begin, end - span);
            List<FeedEntry> older = [];
            await foreach (var record in log.ReadAsync([new LogExtent(extent.Partition, begin, end)], cancellationToken))
            {
                if (FeedEntry.TryRead(record, out var entry))
                {
                    older.Add(entry);
                }
            }

            entries.InsertRange(0, older);
            end = begin;
        }

        return entries.Count <= limit ? entries : entries[^limit..];
    }
}
