using System.ComponentModel;
using FakeNews.Ingest.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FakeNews.Ingest.Tests.Connection;

public sealed class KafkaOptionsTests
{
    [Theory]
    [InlineData("Partitions", "0", "Kafka:Partitions is 0; use 1 to 10000.")]
    [InlineData("ReplicationFactor", "0", "Kafka:ReplicationFactor is 0;")]
    [InlineData("GroupId", " ", "Kafka:GroupId is empty;")]
    [InlineData("Topics:Verdicts", "news articles", "which Kafka does not allow")]
    [InlineData("Topics:Verdicts", "news.articles", "names one topic twice")]
    [InlineData("Window:Articles", "0", "Kafka:Window is empty;")]
    [InlineData("Window:ResumeAt", "1", "Kafka:Window:ResumeAt")]
    [InlineData("Delivery", "exactly-once", "the embedded broker has no transactions;")]
    [InlineData("CommitInterval", "00:00:00", "Kafka:CommitInterval")]
    [InlineData("SessionTimeout", "00:00:01", "Kafka:SessionTimeout")]
    [InlineData("Client:enable.auto.commit", "true", "Kafka:Client:enable.auto.commit can't be set: offsets are committed with their results.")]
    [InlineData("Client:transactional_id", "x", "Kafka:Client:transactional.id can't be set")]
    [InlineData("Client:no.such.setting", "s3cret", "Kafka:Client:no.such.setting is not a setting of librdkafka")]
    [InlineData("Client:security.protocol", "s3cret", "Kafka:Client:security.protocol is not a setting of librdkafka, or its value is not one that it takes.")]
    [InlineData("ClientFile", "/no/such/file", "Kafka:ClientFile can't be read;")]
    public void A_setting_that_can_not_work_is_refused_with_a_sentence(string name, string value, string sentence)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read((name, value)));
        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", failure.Failures.First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_and_ordinary_settings_are_accepted()
    {
        Assert.Equal(DeliveryGuarantee.AtLeastOnce, Read().EffectiveDelivery);
        var options = Read(
            ("BootstrapServers", "broker:9092"),
            ("Client:security.protocol", "SASL_SSL"),
            ("Client:sasl_mechanism", "SCRAM-SHA-512"),
            ("Client:sasl.username", "alice"),
            ("Client:sasl.password", "s3cret"));
        Assert.Equal(DeliveryGuarantee.ExactlyOnce, options.EffectiveDelivery);
        Assert.Equal(DeliveryGuarantee.AtLeastOnce, Read(("BootstrapServers", "b:1"), ("Delivery", "at-least-once")).EffectiveDelivery);
    }

    [Fact]
    public void Secrets_come_from_a_file_too_and_the_configuration_goes_before_it()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "# mounted\nsasl.username=bob\nsasl.password = a=b\n\n");
            var options = Read(("BootstrapServers", "b:1"), ("ClientFile", path), ("Client:sasl_username", "alice"));
            var settings = ClientSettings.Read(options);
            Assert.Equal(("alice", "a=b"), (settings["sasl.username"], settings["sasl.password"]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Delivery_is_spelled_with_hyphens() =>
        Assert.Equal(DeliveryGuarantee.ExactlyOnce, TypeDescriptor.GetConverter(typeof(DeliveryGuarantee)).ConvertFromInvariantString("exactly-once"));

    private static KafkaOptions Read(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Kafka:" + setting.Name, (string?)setting.Value)))
            .Build();
        using var services = new ServiceCollection().AddLogging().AddKafkaConnection(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<KafkaOptions>>().Value;
    }
}
