using FakeNews.Ingest.Reading;
using FakeNews.Silo.Feed;
using FakeNews.Silo.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Silo.Tests.Feed;

public sealed class FeedReadingTests
{
    [Fact]
    public void Whatever_a_client_has_seen_it_gets_the_rest_once_and_in_order() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte[] Records, byte Partitions, byte Remembered, byte[] Seen)>(),
        static given =>
        {
            var partitions = (given.Partitions % 4) + 1;
            var log = new MemoryLog(partitions);
            foreach (var record in given.Records)
            {
                log.Add(record % partitions, holes: record % 3);
            }

            // What the client saw: any prefix of each partition.
            var all = RecordsOf(log, partitions);
            var seen = Positions.Of(given.Seen.Select((amount, partition) => (partition % partitions, all[partition % partitions].Take(amount % 8).LastOrDefault(-1))));
            var expected = Enumerable.Range(0, partitions).SelectMany(partition => all[partition].Where(offset => !seen.Covers(partition, offset)).Select(offset => (partition, offset))).ToHashSet();

            var got = Collect(log, (given.Remembered % 6) + 1, seen, expected.Count).GetAwaiter().GetResult();

            return got.Count == expected.Count
                && expected.SetEquals(got)
                && got.GroupBy(static place => place.Partition).All(static group => group.Select(static place => place.Offset).SequenceEqual(group.Select(static place => place.Offset).Order()));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task The_position_of_every_event_is_where_to_resume_from()
    {
        var log = new MemoryLog(3);
        for (var number = 0; number < 30; number++)
        {
            log.Add(number % 3);
        }

        await using var feed = await RunningFeed.StartAsync(log, remembered: 5);
        var whole = await feed.TakeAsync(TopicPosition.Start, 30);
        for (var cut = 0; cut < whole.Count; cut++)
        {
            var rest = await feed.TakeAsync(whole[cut].Position, whole.Count - cut - 1);
            var before = whole.Take(cut + 1).Select(PlaceOf);
            Assert.Equal(30, before.Concat(rest.Select(PlaceOf)).Distinct().Count());
        }
    }

    [Fact]
    public async Task A_client_that_falls_behind_the_ring_catches_up_from_Kafka_and_misses_nothing()
    {
        var log = new MemoryLog(2);
        await using var feed = await RunningFeed.StartAsync(log, remembered: 3);
        var client = feed.Reading.ReadAsync(TopicPosition.Start, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await client.MoveNextAsync());
        Assert.Equal(FeedEventKind.Open, client.Current.Kind);

        // The client does not read meanwhile; its connection is slow.
        for (var number = 0; number < 50; number++)
        {
            log.Add(number % 2);
        }

        await feed.UntilReadAsync(Positions.Of((0, 24), (1, 24)));
        HashSet<(int, long)> got = [];
        while (got.Count < 50)
        {
            Assert.True(await client.MoveNextAsync());
            if (client.Current is { Kind: FeedEventKind.Flagged, Entry: { } entry })
            {
                Assert.True(got.Add((entry.Partition, entry.Offset)));
            }
        }

        Assert.True(log.Reads > 0, "Kafka had to be asked.");
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_position_a_client_gets_only_what_comes_next()
    {
        var log = new MemoryLog(1);
        log.Add(0, "old");
        await using var feed = await RunningFeed.StartAsync(log, remembered: 10);
        await feed.UntilReadAsync(Positions.Of((0, 0)));
        var client = feed.Reading.ReadAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await client.MoveNextAsync());
        Assert.Equal("0:0", client.Current.Position.ToString());
        log.Add(0, "new");

        Assert.True(await client.MoveNextAsync());

        Assert.Equal("new", client.Current.Entry!.Verdict.Title);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_position_beyond_the_end_means_another_topic_and_begins_anew()
    {
        var log = new MemoryLog(2);
        log.Add(0, "first of the new topic");
        await using var feed = await RunningFeed.StartAsync(log, remembered: 10);
        await feed.UntilReadAsync(Positions.Of((0, 0)));

        var events = await feed.EventsAsync(Positions.Of((0, 500), (1, 7)), 3);

        Assert.Equal([FeedEventKind.Reset, FeedEventKind.Open, FeedEventKind.Flagged], events.Select(static happening => happening.Kind));
    }

    [Fact]
    public async Task What_Kafka_has_deleted_is_told_as_a_gap()
    {
        var log = new MemoryLog(1);
        for (var number = 0; number < 20; number++)
        {
            log.Add(0);
        }

        log.Expire(0, 10);
        await using var feed = await RunningFeed.StartAsync(log, remembered: 5);
        await feed.UntilReadAsync(Positions.Of((0, 19)));

        var events = await feed.EventsAsync(Positions.Of((0, 3)), 12);

        Assert.Equal(FeedEventKind.Gap, events[1].Kind);
        Assert.Equal(Enumerable.Range(10, 10).Select(static offset => (long)offset), events.Skip(2).Select(static happening => happening.Entry!.Offset));
    }

    [Fact]
    public async Task A_record_that_is_no_verdict_is_passed_by()
    {
        var log = new MemoryLog(1);
        log.AddRaw(0, "not a verdict"u8.ToArray());
        log.AddRaw(0, "{}"u8.ToArray());
        log.AddRaw(0, []);
        log.Add(0, "a verdict");
        await using var feed = await RunningFeed.StartAsync(log, remembered: 5);

        var events = await feed.EventsAsync(TopicPosition.Start, 2);

        Assert.Equal("a verdict", events[1].Entry!.Verdict.Title);
        Assert.Equal(3, feed.Ring.Unreadable);
    }

    private static (int Partition, long Offset) PlaceOf(FeedEvent happening) => (happening.Entry!.Partition, happening.Entry.Offset);

    private static List<long>[] RecordsOf(MemoryLog log, int partitions) =>
        [.. Enumerable.Range(0, partitions).Select(partition => log.Offsets(partition).ToList())];

    private static async Task<List<(int Partition, long Offset)>> Collect(MemoryLog log, int remembered, TopicPosition seen, int count)
    {
        await using var feed = await RunningFeed.StartAsync(log, remembered);
        return [.. (await feed.TakeAsync(seen, count)).Select(PlaceOf)];
    }
}
