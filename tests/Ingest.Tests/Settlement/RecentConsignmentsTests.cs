using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Delivery;
using FakeNews.Ingest.Settlement;
using FakeNews.Ingest.Tests.Support;
using FakeNews.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FakeNews.Ingest.Tests.Settlement;

/// <summary>
/// A broker that was killed may have hidden results whose articles are committed. Of six that were sent last, in the tests, three are visible, three are not, and one of those
/// three is of an article that is not committed.
/// </summary>
public sealed class RecentConsignmentsTests
{
    private const int First = 10;

    [Fact]
    public async Task Hidden_results_of_committed_articles_are_found_and_no_others()
    {
        Requirement.Broker();
        await using var broker = await KafkaBroker.StartAsync();
        await using var host = await Sent(broker.BootstrapServers);
        var records = Records(broker.BootstrapServers, host);
        using var producer = Producer(host);
        await Write(producer, records[..3], () => producer.CommitTransaction(TimeSpan.FromSeconds(20)));
        await Write(producer, records[3..], () => producer.AbortTransaction(TimeSpan.FromSeconds(20)));
        Commit(broker.BootstrapServers, host, First + 5);

        var copy = new OutgoingRecord(host.Topics.Flagged, null, records[0].Value, []);
        var copyOfAnother = new OutgoingRecord(host.Topics.Flagged, null, Judged(records[1], 0.97), []);
        var recent = new RecentConsignments(host.Connection, TimeProvider.System);
        recent.Attempt([.. records, copy, copyOfAnother]);
        recent.Doubt();
        Assert.Equal([records[3], records[4], copy], (await Searched(recent)).OrderBy(record => record.Topic == host.Topics.Flagged));
    }

    [Fact]
    public async Task An_open_transaction_is_waited_for()
    {
        Requirement.Broker();
        await using var broker = await KafkaBroker.StartAsync();
        await using var host = await Sent(broker.BootstrapServers);
        var records = Records(broker.BootstrapServers, host);
        using var producer = Producer(host);
        var from = DateTime.UtcNow.AddMinutes(-1);
        var found = new List<long>();
        void Take(ResultOrigin origin, Message<byte[]?, byte[]?> record, Verdict? verdict) => found.Add(origin.Offset);
        var visible = new VisibleResults(host.Connection);
        await Write(producer, records, () => Assert.Throws<TimeoutException>(() =>
            visible.ReadDecided(host.Topics.Verdicts, from, TimeSpan.FromSeconds(1), Take, TestContext.Current.CancellationToken)));
        Assert.Equal(Enumerable.Range(0, First).Select(place => (long)place), found);
        var reading = Task.Run(
            () => visible.ReadDecided(host.Topics.Verdicts, from, TimeSpan.FromSeconds(60), Take, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        producer.CommitTransaction(TimeSpan.FromSeconds(20));
        await reading;
        Assert.Equal(First + First + records.Count, found.Count);
    }

    [Fact]
    public async Task Only_what_was_sent_since_the_last_certain_transaction_is_suspected()
    {
        await using var host = IngestHost.Create(new HeldJudge(), "silo", ("BootstrapServers", "127.0.0.1:1"));
        var recent = new RecentConsignments(host.Connection, new FakeTimeProvider());
        recent.Doubt();
        Assert.False(recent.IsUnsettled);
        recent.Attempt([]);
        recent.Delivered();
        Assert.False(recent.IsUnsettled);
        recent.Doubt();
        Assert.True(recent.IsInDoubt);
        recent.Suspect();
        Assert.False(recent.IsInDoubt);
        Assert.True(recent.IsUnsettled);
        recent.Mended();
        Assert.False(recent.IsUnsettled);
    }

    private static async Task<IngestHost> Sent(string address)
    {
        var host = await IngestHost.StartAsync(
            new HeldJudge(), "silo", ("BootstrapServers", address), ("Partitions", "1"), ("TransactionTimeout", "00:00:05"), ("BrokerTimeout", "00:00:05"));
        await Audit.SendAsync(address, host, Audit.Ids(0, First));
        await host.When(status => status is { Lag: 0, InFlight: 0 } && status.Partitions[0].Committed == First);
        await host.StopAsync();
        await Audit.SendAsync(address, host, Audit.Ids(First, 6));
        return host;
    }

    private static List<OutgoingRecord> Records(string address, IngestHost host)
    {
        var pattern = JsonSerializer.Deserialize(Topic.Read(address, host.Topics.Verdicts, First)[0].Message.Value, ContractJson.Default.Verdict)!;
        return [.. Enumerable.Range(First, 6).Select(place => new OutgoingRecord(
            host.Topics.Verdicts,
            null,
            JsonSerializer.SerializeToUtf8Bytes(pattern with { ArticleId = $"{place}", Input = pattern.Input! with { Offset = place } }, ContractJson.Default.Verdict),
            []))];
    }

    /// <summary>The same article, judged with another probability.</summary>
    private static byte[] Judged(OutgoingRecord record, double probability) => JsonSerializer.SerializeToUtf8Bytes(
        JsonSerializer.Deserialize(record.Value, ContractJson.Default.Verdict)! with { FakeProbability = probability }, ContractJson.Default.Verdict);

    private static IProducer<byte[]?, byte[]?> Producer(IngestHost host)
    {
        var configuration = host.Connection.Producer("silo");
        configuration.TransactionalId = "fakenews-silo";
        var producer = host.Connection.Build(configuration);
        producer.InitTransactions(TimeSpan.FromSeconds(20));
        return producer;
    }

    private static async Task Write(IProducer<byte[]?, byte[]?> producer, IReadOnlyList<OutgoingRecord> records, Action end)
    {
        producer.BeginTransaction();
        foreach (var record in records)
        {
            await producer.ProduceAsync(record.Topic, new Message<byte[]?, byte[]?> { Value = record.Value });
        }

        end();
    }

    private static void Commit(string address, IngestHost host, long offset)
    {
        var configuration = new ConsumerConfig { BootstrapServers = address, GroupId = host.Connection.Options.GroupId };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(configuration).Build();
        consumer.Commit([new TopicPartitionOffset(host.Topics.Articles, 0, offset)]);
    }

    private static async Task<IReadOnlyList<OutgoingRecord>> Searched(RecentConsignments recent)
    {
        recent.Suspect();
        Assert.True(recent.IsSearchDue);
        recent.Search(TestContext.Current.CancellationToken);
        while (true)
        {
            if (recent.Take() is { } hidden)
            {
                return hidden;
            }

            Assert.False(recent.IsSearchDue);
            await Task.Yield();
        }
    }
}
