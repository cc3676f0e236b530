using FakeNews.Ingest.Operations;
using FakeNews.Ingest.Tests.Support;
using FakeNews.Tests.Support;

namespace FakeNews.Ingest.Tests.Connection;

/// <summary>TLS with SCRAM against a real broker; the settings are the client library's own.</summary>
public sealed class SecureBrokerTests
{
    [Fact]
    public async Task Right_credentials_work_wrong_ones_and_missing_rights_are_one_clear_sentence()
    {
        Assert.SkipWhen(KafkaBroker.Missing is not null, KafkaBroker.Missing ?? string.Empty);
        await using var broker = await KafkaBroker.StartSecureAsync();
        var folder = broker.Folder;
        (string, string)[] Settings(string password, string group, int bound = 10) =>
        [
            ("BootstrapServers", broker.BootstrapServers),
            ("GroupId", group),
            ("BrokerTimeout", $"00:00:{bound:00}"),
            ("Client:security.protocol", "SASL_SSL"),
            ("Client:sasl.mechanism", "SCRAM-SHA-512"),
            ("Client:sasl.username", "alice"),
            ("Client:sasl.password", password),
            ("Client:ssl.ca.location", Path.Combine(folder, "certs", "ca.pem")),
        ];

        await using (var host = await IngestHost.StartAsync(new HeldJudge(), "silo", Settings("alice-secret", "right")))
        {
            await host.When(status => status is { Phase: IngestPhase.Running, Delivery: Ingest.Connection.DeliveryGuarantee.ExactlyOnce });
            using var producer = host.Connection.Build(host.Connection.Producer("test"));
            await producer.ProduceAsync(host.Topics.Articles, Topic.Json("""{"title":"a"}""", "a"), TestContext.Current.CancellationToken);
            await host.When(status => status is { Lag: 0, InFlight: 0 } && status.Partitions.Any(partition => partition.Committed > 0));
        }

        await using (var host = IngestHost.Create(new HeldJudge(), "silo", Settings("wr0ng-secret", "wrong", 5)))
        {
            await host.StartAsync();
            var refused = await host.When(status => status.Problem?.StartsWith("The broker refused the credentials; check Kafka:Client:sasl.username", StringComparison.Ordinal) is true);
            Assert.DoesNotContain("wr0ng", refused.Problem, StringComparison.Ordinal);
        }

        Task Deny(string operation, params string[] resource) => KafkaBroker.RunToolAsync(
            "kafka-acls.sh",
            ["--bootstrap-server", broker.BootstrapServers, "--command-config", Path.Combine(folder, "admin.properties"),
            "--add", "--deny-principal", "User:alice", "--operation", operation, .. resource]);
        await Deny("Read", "--group", "locked");
        await using (var host = IngestHost.Create(new HeldJudge(), "silo", Settings("alice-secret", "locked")))
        {
            await host.StartAsync();
            var refused = await host.When(status => status.Problem is not null);
            Assert.StartsWith("The user lacks the right Read on the consumer group.", refused.Problem, StringComparison.Ordinal);
        }

        await Deny("Read", "--topic", "news.articles");
        await using (var host = IngestHost.Create(new HeldJudge(), "silo", Settings("alice-secret", "open")))
        {
            await host.StartAsync();
            var refused = await host.When(status => status.Problem is not null);
            Assert.StartsWith("The user lacks a right on a topic: the silo reads the articles' topic and writes the others.", refused.Problem, StringComparison.Ordinal);
            Assert.Contains("news.articles", refused.Problem, StringComparison.Ordinal);
        }
    }
}
