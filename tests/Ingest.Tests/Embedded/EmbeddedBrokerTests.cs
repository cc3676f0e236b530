using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Tests.Support;

namespace FakeNews.Ingest.Tests.Embedded;

public sealed class EmbeddedBrokerTests
{
    [Fact]
    public async Task Articles_of_an_ordinary_producer_become_verdicts_flagged_articles_and_dead_letters()
    {
        await using var host = await IngestHost.StartAsync(new HeldJudge(), "silo");
        Assert.Equal(DeliveryGuarantee.AtLeastOnce, host.State.Current.Delivery);
        var address = host.Connection.BootstrapServers;

        await Topic.WriteAsync(address, host.Topics.Articles, [
            Topic.Json("""{"id":"flagged","title":"t"}""".Replace("\"t\"", $"\"{new string('x', 90)}\"", StringComparison.Ordinal), "a"),
            Topic.Json("""{"id":"passed","title":"ten letter"}""", "b"),
            Topic.Json("not json", "c"),
        ]);

        var verdicts = Topic.Read(address, host.Topics.Verdicts, 2).ToDictionary(record => System.Text.Encoding.UTF8.GetString(record.Message.Key!));
        Assert.Equal(["a", "b"], verdicts.Keys.Order());
        var verdict = JsonSerializer.Deserialize(verdicts["a"].Message.Value, ContractJson.Default.Verdict)!;
        Assert.Equal(("flagged", Decision.Flag), (verdict.ArticleId, verdict.Decision));
        Assert.Equal(ContractVersion.Current, Topic.Header(verdicts["a"], ContractVersion.Header));
        var flagged = Assert.Single(Topic.Read(address, host.Topics.Flagged, 1));
        Assert.Equal(verdicts["a"].Message.Value, flagged.Message.Value);
        var letter = Assert.Single(Topic.Read(address, host.Topics.DeadLetters, 1));
        Assert.Equal("not json"u8.ToArray(), letter.Message.Value);
        Assert.Equal("not-json", Topic.Header(letter, "reason"));
        await host.When(status => status.Lag == 0 && status.InFlight == 0);
    }
}
