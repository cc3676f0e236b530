using System.Text;
using Confluent.Kafka;
using FakeNews.Ingest.Reading;
using FakeNews.Ingest.Tests.Support;

namespace FakeNews.Ingest.Tests.Reading;

public sealed class TopicReaderTests(RealBroker broker)
{
    [Fact]
    public async Task It_pages_back_fetches_and_follows_over_gaps_and_sees_committed_records_only()
    {
        await using var host = await IngestHost.StartAsync(new HeldJudge(), "silo", broker.Settings());
        using var readers = new TopicReaders(host.Connection);
        var reader = readers.Of(host.Topics.Flagged);
        Assert.Empty((await reader.PageBackAsync(null, 5, TestContext.Current.CancellationToken)).Records);

        // Each transaction leaves a marker, an aborted one its records too: offsets have gaps.
        Transact(host.Topics.Flagged, "other", ["0", "1"], commit: true);
        Transact(host.Topics.Flagged, "other", ["lost"], commit: false);
        Transact(host.Topics.Flagged, "other", ["2"], commit: true);
        Transact(host.Topics.Flagged, "other", ["3", "4"], commit: true);

        var newest = await reader.PageBackAsync(null, 3, TestContext.Current.CancellationToken);
        Assert.Equal(["4", "3", "2"], newest.Records.Select(Text));
        var older = await reader.PageBackAsync(newest.Rest, 3, TestContext.Current.CancellationToken);
        Assert.Equal(["1", "0"], older.Records.Select(Text));
        Assert.Null(older.Rest);

        var one = newest.Records[1];
        Assert.Equal("3", Text((await reader.FetchAsync(one.Partition, one.Offset, TestContext.Current.CancellationToken))!));
        Assert.Null(await reader.FetchAsync(one.Partition, 2, TestContext.Current.CancellationToken));
        Assert.Null(await reader.FetchAsync(one.Partition, 1_000_000, TestContext.Current.CancellationToken));
        Assert.Null(await reader.FetchAsync(99, 0, TestContext.Current.CancellationToken));

        var after = (await reader.EndAsync(TestContext.Current.CancellationToken)).With(one.Partition, older.Records[0].Offset);
        Transact(host.Topics.Flagged, "other", ["5"], commit: true);
        var followed = new List<string>();
        await foreach (var record in reader.FollowAsync(after, TestContext.Current.CancellationToken))
        {
            followed.Add(Text(record));
            if (followed.Count == 4)
            {
                break;
            }
        }

        Assert.Equal(["2", "3", "4", "5"], followed);
    }

    private static string Text(StoredRecord record) => Encoding.UTF8.GetString(record.Value!);

    private void Transact(string topic, string id, string[] values, bool commit)
    {
        using var producer = new ProducerBuilder<byte[]?, byte[]>(new ProducerConfig { BootstrapServers = broker.Address, TransactionalId = topic + id }).Build();
        producer.InitTransactions(TimeSpan.FromSeconds(20));
        producer.BeginTransaction();
        foreach (var value in values)
        {
            producer.Produce(new TopicPartition(topic, 1), new Message<byte[]?, byte[]> { Value = Encoding.UTF8.GetBytes(value) });
        }

        producer.Flush(TimeSpan.FromSeconds(20));
        if (commit)
        {
            producer.CommitTransaction();
        }
        else
        {
            producer.AbortTransaction();
        }
    }
}
