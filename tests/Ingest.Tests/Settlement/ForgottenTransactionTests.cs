using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Operations;
using FakeNews.Ingest.Tests.Support;
using FakeNews.Tests.Support;

namespace FakeNews.Ingest.Tests.Settlement;

/// <summary>
/// A broker that was killed in the middle of a transaction may forget to mark the group's offsets. They are settled by the results: those of a committed transaction are
/// visible and not judged again, those of an aborted one are not and are judged again.
/// </summary>
public sealed class ForgottenTransactionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Offsets_without_a_marker_are_settled_by_the_results(bool committed)
    {
        Requirement.Broker();
        await using var broker = await KafkaBroker.StartAsync(UnmarkedOffsets.NeededSetting);
        (string, string)[] settings =
            [("BootstrapServers", broker.BootstrapServers), ("Partitions", "1"), ("TransactionTimeout", "00:00:02"), ("BrokerTimeout", "00:00:05")];
        var ids = Audit.Ids(0, 20);
        await using (var host = await IngestHost.StartAsync(new HeldJudge(), "silo", settings))
        {
            await Audit.SendAsync(broker.BootstrapServers, host, ids[..10]);
            await host.When(status => status is { Lag: 0, InFlight: 0 } && status.Partitions[0].Committed == 10);
            await host.StopAsync();
            await Audit.SendAsync(broker.BootstrapServers, host, ids[10..]);
            await Leave(broker.BootstrapServers, host, ids[10..16], committed);
            await UnmarkedOffsets.WriteAsync(broker.BootstrapServers, "fakenews-silo", host.Connection.Options.GroupId, 0, 1, host.Topics.Articles, 0, 16);
        }

        var judge = new HeldJudge();
        await using (var host = await IngestHost.StartAsync(judge, "silo", settings))
        {
            await host.When(status => status is { Lag: 0, InFlight: 0, Phase: IngestPhase.Running } && status.Partitions is [{ Committed: 20 }]);
            Assert.Equal(committed ? ids[16..] : ids[10..], judge.Asked);
            Audit.EachHasExactlyOneResult(broker.BootstrapServers, host, ids);
        }
    }

    /// <summary>The results of a transaction of the silo's, without its offsets.</summary>
    private static async Task Leave(string address, IngestHost host, IReadOnlyList<string> ids, bool committed)
    {
        var configuration = host.Connection.Producer("silo");
        configuration.TransactionalId = "fakenews-silo";
        using var producer = host.Connection.Build(configuration);
        producer.InitTransactions(TimeSpan.FromSeconds(20));
        producer.BeginTransaction();
        var pattern = JsonSerializer.Deserialize(Topic.Read(address, host.Topics.Verdicts, 10)[0].Message.Value, ContractJson.Default.Verdict)!;
        var offset = 10;
        foreach (var id in ids)
        {
            var verdict = pattern with { ArticleId = id, Input = pattern.Input! with { Offset = offset++ } };
            await producer.ProduceAsync(
                host.Topics.Verdicts,
                new Message<byte[]?, byte[]?> { Value = JsonSerializer.SerializeToUtf8Bytes(verdict, ContractJson.Default.Verdict) });
        }

        if (committed)
        {
            producer.CommitTransaction(TimeSpan.FromSeconds(20));
        }
        else
        {
            producer.AbortTransaction(TimeSpan.FromSeconds(20));
        }
    }
}
