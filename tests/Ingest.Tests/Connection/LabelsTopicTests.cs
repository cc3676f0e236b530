using Confluent.Kafka;
using Confluent.Kafka.Admin;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FakeNews.Ingest.Tests.Connection;

public sealed class LabelsTopicTests(RealBroker broker)
{
    [Fact]
    public async Task Kafka_keeps_labels_forever_and_every_reviewers_word()
    {
        await using var host = IngestHost.Create(new HeldJudge(), "silo-a", broker.Settings());
        await new TopicSetup(host.Connection, NullLogger.Instance).EnsureAsync();

        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Address }).Build();
        var described = await admin.DescribeConfigsAsync([new ConfigResource { Type = ResourceType.Topic, Name = host.Topics.Labels }]);
        var settings = described.Single().Entries;

        Assert.Equal("-1", settings["retention.ms"].Value);
        Assert.Equal("-1", settings["retention.bytes"].Value);
        Assert.Equal("delete", settings["cleanup.policy"].Value);
    }
}
