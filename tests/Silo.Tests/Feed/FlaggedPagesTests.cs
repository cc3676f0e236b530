using FakeNews.Ingest.Reading;
using FakeNews.Silo.Feed;
using FakeNews.Silo.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Silo.Tests.Feed;

public sealed class FlaggedPagesTests
{
    [Fact]
    public void Walking_the_pages_shows_every_article_once_newest_first_inside_a_partition() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte[] Records, byte Partitions, byte Limit, byte Remembered)>(),
        static given =>
        {
            var partitions = (given.Partitions % 4) + 1;
            var log = new MemoryLog(partitions);
            foreach (var record in given.Records)
            {
                // Clocks of different producers go back and forth.
                log.Add(record % partitions, holes: record % 5 == 0 ? 40 : 0, at: DateTimeOffset.UnixEpoch.AddSeconds(record));
            }

            return WalkAsync(log, partitions, (given.Limit % 7) + 1, (given.Remembered % 5) + 1).GetAwaiter().GetResult();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task The_newest_page_says_where_the_feed_goes_on()
    {
        var log = new MemoryLog(2);
        for (var number = 0; number < 10; number++)
        {
            log.Add(number % 2);
        }

        await using var feed = await RunningFeed.StartAsync(log, remembered: 4);
        await feed.UntilReadAsync(Positions.Of((0, 4), (1, 4)));
        var pages = new FlaggedPages(feed.Ring, log);

        var fromMemory = await pages.ReadAsync(3, null, TestContext.Current.CancellationToken);
        var fromKafka = await pages.ReadAsync(8, null, TestContext.Current.CancellationToken);

        Assert.Equal("0:4,1:4", fromMemory.Seen?.ToString());
        Assert.Equal("0:4,1:4", fromKafka.Seen?.ToString());
        Assert.Equal(3, fromMemory.Entries.Count);
        Assert.Equal(8, fromKafka.Entries.Count);
    }

    private static async Task<bool> WalkAsync(MemoryLog log, int partitions, int limit, int remembered)
    {
        await using var feed = await RunningFeed.StartAsync(log, remembered);
        var pages = new FlaggedPages(feed.Ring, log);
        List<(int Partition, long Offset)> walked = [];
        TopicPosition? before = null;
        do
        {
            var page = await pages.ReadAsync(limit, before, CancellationToken.None);
            walked.AddRange(page.Entries.Select(static entry => (entry.Partition, entry.Offset)));
            before = page.Next;
        }
        while (before is not null);

        var all = Enumerable.Range(0, partitions).SelectMany(partition => log.Offsets(partition).Select(offset => (partition, offset))).ToHashSet();
        return walked.Count == all.Count
            && all.SetEquals(walked)
            && walked.GroupBy(static place => place.Partition).All(static group => group.Select(static place => place.Offset).SequenceEqual(group.Select(static place => place.Offset).OrderDescending()));
    }
}
