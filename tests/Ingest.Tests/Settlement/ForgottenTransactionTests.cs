using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Operations;
using FakeNews.Ingest.Tests.Support;
using FakeNews.Tests.Support;

namespace FakeNews.Ingest.Tests.Settlement;

/// <summary>
/// A broker that was killed in the middle of a transaction may forget to mark the group's offsets. They are settled by the results: those of a committed transaction are
/// visible and not judged again, those of an aborted one are not and are judged again. Where it forgot the marks of results too, some are visible and some are not. All
/// visible ones here are flagged, and their copies are missing.
/// </summary>
public sealed class ForgottenTransactionTests
{
    [Theory]
    [InlineData("10,11,12,13,14,15")]
    [InlineData("")]
    [InlineData("10,12,13,15")]
    public async Task Offsets_without_a_marker_are_settled_by_the_results(string visible)
    {
        Requirement.Broker();
        int[] places = [.. visible.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
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
            await Leave(broker.BootstrapServers, host, ids, places);
            await UnmarkedOffsets.WriteAsync(broker.BootstrapServers, "fakenews-silo", host.Connection.Options.GroupId, 0, 1, host.Topics.Articles, 0, 16);
        }

        var judge = new HeldJudge();
        await using (var host = await IngestHost.StartAsync(judge, "silo", settings))
        {
            await host.When(status => status is { Lag: 0, InFlight: 0, Phase: IngestPhase.Running } && status.Partitions is [{ Committed: 20 }]);
            Assert.Equal(Enumerable.Range(10, 10).Except(places).Select(place => ids[place]), judge.Asked);
            Audit.EachHasExactlyOneResult(broker.BootstrapServers, host, ids);
            var copies = Topic.Read(broker.BootstrapServers, host.Topics.Flagged, places.Length)
                .Select(record => JsonSerializer.Deserialize(record.Message.Value, ContractJson.Default.Verdict)!.ArticleId);
            Assert.Equal(places.Select(place => ids[place]), copies.Order());
        }
    }

    /// <summary>A transaction of the silo's on six articles, without its offsets; only some of its results became visible.</summary>
    private static async Task Leave(string address, IngestHost host, IReadOnlyList<string> ids, IReadOnlyCollection<int> visible)
    {
        var configuration = host.Connection.Producer("silo");
        configuration.TransactionalId = "fakenews-silo";
        using var producer = host.Connection.Build(configuration);
        producer.InitTransactions(TimeSpan.FromSeconds(20));
        var pattern = JsonSerializer.Deserialize(Topic.Read(address, host.Topics.Verdicts, 10)[0].Message.Value, ContractJson.Default.Verdict)!;
        async Task Send(IEnumerable<int> places, Action end)
        {
            producer.BeginTransaction();
            foreach (var place in places)
            {
                var verdict = pattern with { ArticleId = ids[place], Decision = Decision.Flag, Input = pattern.Input! with { Offset = place } };
                var value = JsonSerializer.SerializeToUtf8Bytes(verdict, ContractJson.Default.Verdict);
                await producer.ProduceAsync(host.Topics.Verdicts, new Message<byte[]?, byte[]?> { Value = value });
            }

            end();
        }

        await Send(visible, () => producer.CommitTransaction(TimeSpan.FromSeconds(20)));
        await Send(Enumerable.Range(10, 6).Except(visible), () => producer.AbortTransaction(TimeSpan.FromSeconds(20)));
    }
}
