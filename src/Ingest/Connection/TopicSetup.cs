using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;

namespace FakeNews.Ingest.Connection;

/// <summary>Makes the topics that are missing, with the configured partitions and replication. What exists is left as it is.</summary>
internal sealed partial class TopicSetup(KafkaConnection connection, ILogger log, Action<Error>? complaint = null)
{
    /// <summary>
    /// Settings of the labels' topic: people's work is not deleted by age. Nor compacted: the key is the article's id, so that compaction would keep the word of
    /// one reviewer and lose the others'.
    /// </summary>
    private static readonly Dictionary<string, string> KeptForever = new() { ["cleanup.policy"] = "delete", ["retention.ms"] = "-1", ["retention.bytes"] = "-1" };

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

        var missing = Missing(admin);
        if (missing.Count > 0)
        {
            await CreateAsync(admin, missing).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Asks for all topics, because asking for one by its name makes it on many brokers, with partitions of the broker's choice; and any broker can answer, which
    /// the embedded broker of another process needs: it has no controller.
    /// </summary>
    private List<string> Missing(IAdminClient admin)
    {
        var known = admin.GetMetadata(connection.Options.BrokerTimeout).Topics.Select(topic => topic.Topic).ToHashSet(StringComparer.Ordinal);
        return [.. connection.Options.Topics.All.Where(topic => !known.Contains(topic))];
    }

    private async Task CreateAsync(IAdminClient admin, List<string> missing)
    {
        var specifications = missing.Select(topic => new TopicSpecification
        {
            Name = topic,
            NumPartitions = connection.Options.Partitions,
            ReplicationFactor = connection.Options.ReplicationFactor,
            Configs = topic == connection.Options.Topics.Labels ? new(KeptForever) : null,
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
