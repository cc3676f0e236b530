using Confluent.Kafka;
using Confluent.Kafka.Admin;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace FakeNews.Trainer.Service;

/// <summary>The way to the brokers.</summary>
internal static class TrainerKafka
{
    /// <summary>Addresses and security of every client.</summary>
    public static ClientConfig Client(TrainerOptions options) => new(new Dictionary<string, string>(options.Client, StringComparer.Ordinal)) { BootstrapServers = options.BootstrapServers!.Trim() };

    /// <summary>Makes the topic of claims where it is missing: one partition, kept forever. The labels' topic is the silo's to make.</summary>
    public static async Task EnsureClaimsAsync(TrainerOptions options)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig(new Dictionary<string, string>(Client(options)))).SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
        var known = admin.GetMetadata(TimeSpan.FromSeconds(30)).Topics.Any(topic => topic.Topic == options.Claims);
        if (known)
        {
            return;
        }

        try
        {
            await admin.CreateTopicsAsync(
                [
                    new TopicSpecification
                    {
                        Name = options.Claims,
                        NumPartitions = 1,
                        ReplicationFactor = -1,
                        Configs = new() { ["cleanup.policy"] = "delete", ["retention.ms"] = "-1" },
                    },
                ],
                new CreateTopicsOptions { RequestTimeout = TimeSpan.FromSeconds(30), OperationTimeout = TimeSpan.FromSeconds(30) });
        }
        catch (CreateTopicsException failure) when (failure.Results.All(static result => result.Error.Code is ErrorCode.NoError or ErrorCode.TopicAlreadyExists))
        {
            // Another trainer was first.
        }
    }
}
