using System.Text;
using Confluent.Kafka;
using FakeNews.Ingest.Delivery;
using FakeNews.Ingest.Tests.Support;

namespace FakeNews.Ingest.Tests.Delivery;

/// <summary>The transaction itself, against a real broker.</summary>
public sealed class ExactlyOnceDeliveryTests(RealBroker broker)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Offsets_of_a_member_that_is_none_any_more_are_refused_and_nothing_becomes_visible()
    {
        await using var host = await StoppedHostAsync();
        using var delivery = Delivery(host, "a");
        delivery.Open();
        var gone = Join(host, out var stale);
        gone.Close();
        gone.Dispose();

        var refused = delivery.Deliver(Consignment(host, stale, "stale"));
        Assert.Equal(DeliveryOutcome.Undone, refused.Outcome);
        Assert.NotNull(refused.Problem);
        Assert.Equal(DeliveryOutcome.Undone, delivery.Deliver(Consignment(host, null, "nobody")).Outcome);
        Assert.Empty(Topic.Read(broker.Address, host.Topics.Verdicts, 0));

        using var member = Join(host, out var current);
        Assert.Equal(Offset.Unset, Committed(member, host));
        Assert.Equal(DeliveryOutcome.Delivered, delivery.Deliver(Consignment(host, current, "fresh")).Outcome);
        Assert.Equal("fresh", Encoding.UTF8.GetString(Assert.Single(Topic.Read(broker.Address, host.Topics.Verdicts, 1)).Message.Value!));
        Assert.Equal(7, Committed(member, host).Value);
        member.Close();
    }

    [Fact]
    public async Task The_older_holder_of_a_transactional_id_is_fenced_and_leaves_nothing()
    {
        await using var host = await StoppedHostAsync();
        using var zombie = Delivery(host, "same");
        zombie.Open();
        using var heir = Delivery(host, "same");
        heir.Open();
        using var member = Join(host, out var membership);
        Assert.Equal(DeliveryOutcome.Fenced, zombie.Deliver(Consignment(host, membership, "zombie")).Outcome);
        Assert.Equal(DeliveryOutcome.Delivered, heir.Deliver(Consignment(host, membership, "heir")).Outcome);
        Assert.Equal("heir", Encoding.UTF8.GetString(Assert.Single(Topic.Read(broker.Address, host.Topics.Verdicts, 1)).Message.Value!));
        member.Close();
    }

    [Fact]
    public async Task What_a_dead_process_left_open_is_undone_by_its_heir()
    {
        await using var host = await StoppedHostAsync();
        using var member = Join(host, out var membership);
        using var dead = new ProducerBuilder<byte[]?, byte[]?>(Configuration(host, "dies")).Build();
        dead.InitTransactions(Bound);
        dead.BeginTransaction();
        dead.Produce(host.Topics.Verdicts, new Message<byte[]?, byte[]?> { Value = "half"u8.ToArray() });
        dead.SendOffsetsToTransaction([new TopicPartitionOffset(host.Topics.Articles, 0, 3)], membership, Bound);
        dead.Flush(Bound);

        using var heir = Delivery(host, "dies");
        heir.Open();
        Assert.Equal(Offset.Unset, Committed(member, host));
        Assert.Empty(Topic.Read(broker.Address, host.Topics.Verdicts, 0));
        Assert.Equal(DeliveryOutcome.Delivered, heir.Deliver(Consignment(host, membership, "whole")).Outcome);
        Assert.Equal("whole", Encoding.UTF8.GetString(Assert.Single(Topic.Read(broker.Address, host.Topics.Verdicts, 1)).Message.Value!));
        member.Close();
    }

    [Fact]
    public async Task A_letter_too_large_for_its_topic_is_cut_and_says_so()
    {
        await using var host = IngestHost.Create(new HeldJudge(), "silo", broker.Settings());
        using (var admin = host.Connection.BuildAdmin())
        {
            await admin.CreateTopicsAsync([new() { Name = host.Topics.DeadLetters, NumPartitions = 1, Configs = new() { ["max.message.bytes"] = "100000", ["compression.type"] = "uncompressed" } }]);
        }

        await host.StartAsync();
        var noise = new byte[200_000];
        new Random(1).NextBytes(noise);
        await host.When(status => status.Partitions.Length > 0);
        await Topic.WriteAsync(broker.Address, host.Topics.Articles, [Topic.Bytes(noise, "k"), Topic.Json("""{"title":"next"}""", "k")]);
        await host.When(status => status is { Lag: 0, InFlight: 0 });
        var letter = Assert.Single(Topic.Read(broker.Address, host.Topics.DeadLetters, 1));
        Assert.Equal("200000", Topic.Header(letter, "original-size"));
        Assert.Equal("invalid-utf8", Topic.Header(letter, "reason"));
        Assert.True(noise.AsSpan().StartsWith(letter.Message.Value));
        Assert.Single(Topic.Read(broker.Address, host.Topics.Verdicts, 1));
    }

    /// <summary>A host whose topics exist and whose consumer has left.</summary>
    private async Task<IngestHost> StoppedHostAsync()
    {
        var host = await IngestHost.StartAsync(new HeldJudge(), "silo", broker.Settings(("Partitions", "1")));
        await host.StopAsync();
        return host;
    }

    private static ProducerConfig Configuration(IngestHost host, string id)
    {
        var configuration = host.Connection.Producer(id);
        configuration.TransactionalId = host.Connection.Options.GroupId + id;
        configuration.TransactionTimeoutMs = 15_000;
        configuration.MessageTimeoutMs = 15_000;
        return configuration;
    }

    private static ExactlyOnceDelivery Delivery(IngestHost host, string id) => new(host.Connection.Build(Configuration(host, id)), Bound);

    private static Consignment Consignment(IngestHost host, IConsumerGroupMetadata? membership, string value) => new(
        [new OutgoingRecord(host.Topics.Verdicts, null, Encoding.UTF8.GetBytes(value), [])],
        [new TopicPartitionOffset(host.Topics.Articles, 0, 7)],
        membership);

    private static IConsumer<byte[]?, byte[]?> Join(IngestHost host, out IConsumerGroupMetadata membership)
    {
        var assigned = false;
        var consumer = host.Connection.Build(host.Connection.Member("member")).SetPartitionsAssignedHandler((_, _) => assigned = true).Build();
        consumer.Subscribe(host.Topics.Articles);
        for (var poll = 0; poll < 200 && !assigned; poll++)
        {
            consumer.Consume(TimeSpan.FromMilliseconds(100));
        }

        membership = consumer.ConsumerGroupMetadata;
        return consumer;
    }

    private static Offset Committed(IConsumer<byte[]?, byte[]?> member, IngestHost host) =>
        member.Committed([new TopicPartition(host.Topics.Articles, 0)], Bound).Single().Offset;
}
