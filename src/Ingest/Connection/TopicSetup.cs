using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;

namespace FakeNews.Ingest.Connection;

/// <summary>Makes the topics that are missing, with the configured partitions and replication. What exists is left as it is.</summary>
internal sealed partial class TopicSetup(KafkaConnection connection, ILogger log, Action<Error>? complaint = null)
{
    /// <summary>Makes what is missing.</summary>
    /// <exception cref="KafkaException">The broker refused or did not answer in time.</exception>
    public async Task EnsureAsync()
    {
        using var admin = connection.BuildAdmin(complaint);
        if (connection.IsEmbedded)
        {
            // It makes a topic when somebody asks for it, and knows no other way.
            foreach (var topic in connection.Options.Topics.All)
            {
                admin.GetMetadata(topic, connection.Options.BrokerTimeout);
            }

            return;
        }

        var missing = await MissingAsync(admin).ConfigureAwait(false);
        if (missing.Count > 0)
        {
            await CreateAsync(admin, missing).ConfigureAwait(false);
        }
    }

    private async Task<List<string>> MissingAsync(IAdminClient admin)
    {
        var options = new DescribeTopicsOptions { RequestTimeout = connection.Options.BrokerTimeout };
        IReadOnlyList<TopicDescription> described;
        try
        {
            var found = await admin.DescribeTopicsAsync(TopicCollection.OfTopicNames(connection.Options.Topics.All), options).ConfigureAwait(false);
            described = found.TopicDescriptions;
        }
        catch (DescribeTopicsException exception)
        {
            described = exception.Results.TopicDescriptions;
        }

        foreach (var topic in described.Where(topic => topic.Error.IsError && topic.Error.Code != ErrorCode.UnknownTopicOrPart))
        {
            throw new KafkaException(new Error(topic.Error.Code, $"Topic {topic.Name}: {topic.Error.Reason}"));
        }

        return [.. described.Where(topic => topic.Error.IsError).Select(topic => topic.Name)];
    }

    private async Task CreateAsync(IAdminClient admin, List<string> missing)
    {
        var specifications = missing.Select(topic => new TopicSpecification
        {
            Name = topic,
            NumPartitions = connection.Options.Partitions,
            ReplicationFactor = connection.Options.ReplicationFactor,
        });
        var bound = connection.Options.BrokerTimeout;
        try
        {
            await admin.CreateTopicsAsync(specifications, new CreateTopicsOptions { RequestTimeout = bound, OperationTimeout = bound }).ConfigureAwait(false);
        }
        catch (CreateTopicsException exception)
        {
            // Several silos start at once: another may have been first.
            foreach (var failed in exception.Results.Where(result => result.Error.IsError && result.Error.Code != ErrorCode.TopicAlreadyExists))
            {
                throw new KafkaException(new Error(failed.Error.Code, $"Topic {failed.Topic} could not be made: {failed.Error.Reason}"));
            }
        }

        if (log.IsEnabled(LogLevel.Information))
        {
            var names = string.Join(", ", missing);
            Made(names, connection.Options.Partitions);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Made the missing topics {Topics} with {Partitions} partitions each.")]
    private partial void Made(string topics, int partitions);
}
