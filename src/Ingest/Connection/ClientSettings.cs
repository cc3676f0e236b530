namespace FakeNews.Ingest.Connection;

/// <summary>The librdkafka settings an operator gave, from the file and the configuration.</summary>
internal static class ClientSettings
{
    /// <summary>Settings that carry the product's promises, and the option that stands for each.</summary>
    public static readonly IReadOnlyDictionary<string, string> Reserved = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["bootstrap.servers"] = "set Kafka:BootstrapServers instead",
        ["metadata.broker.list"] = "set Kafka:BootstrapServers instead",
        ["group.id"] = "set Kafka:GroupId instead",
        ["group.instance.id"] = "set Kafka:StaticMembership instead",
        ["group.protocol"] = "the classic protocol is used",
        ["client.id"] = "it is the silo's name",
        ["transactional.id"] = "it is made of the group and the silo's name",
        ["transaction.timeout.ms"] = "set Kafka:TransactionTimeout instead",
        ["session.timeout.ms"] = "set Kafka:SessionTimeout instead",
        ["message.max.bytes"] = "set Kafka:MaxRecordBytes instead",
        ["enable.auto.commit"] = "offsets are committed with their results",
        ["enable.auto.offset.store"] = "offsets are committed with their results",
        ["enable.idempotence"] = "it is always on",
        ["acks"] = "it is always all",
        ["isolation.level"] = "it is always read_committed",
        ["auto.offset.reset"] = "it is always earliest, so that nothing is skipped",
        ["partition.assignment.strategy"] = "it is always cooperative-sticky",
    };

    /// <summary>All settings, the configuration's over the file's.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static SortedDictionary<string, string> Read(KafkaOptions options)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!string.IsNullOrWhiteSpace(options.ClientFile))
        {
            foreach (var line in File.ReadLines(options.ClientFile).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not '#' and not '!'))
            {
                var equals = line.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0)
                {
                    settings[Name(line[..equals])] = line[(equals + 1)..].Trim();
                }
            }
        }

        foreach (var (name, value) in options.Client)
        {
            settings[Name(name)] = value;
        }

        return settings;
    }

    private static string Name(string written) => written.Trim().Replace('_', '.');
}
