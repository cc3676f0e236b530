using System.Text.RegularExpressions;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace FakeNews.Ingest.Connection;

/// <summary>Refuses settings that can't work, with one sentence for each that says what to change. Never repeats a client setting's value.</summary>
internal sealed partial class KafkaOptionsValidator : IValidateOptions<KafkaOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, KafkaOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(KafkaOptions options)
    {
        foreach (var topic in options.Topics.All.Where(topic => !TopicName().IsMatch(topic)))
        {
            yield return $"Kafka:Topics has the name '{Printable(topic)}', which Kafka does not allow; use 1 to 249 letters, digits, dots, underscores and hyphens.";
        }

        if (options.Topics.All.Distinct(StringComparer.Ordinal).Count() < options.Topics.All.Count)
        {
            yield return "Kafka:Topics names one topic twice; give every topic a name of its own.";
        }

        if (string.IsNullOrWhiteSpace(options.GroupId))
        {
            yield return "Kafka:GroupId is empty; name the consumer group.";
        }

        foreach (var failure in Numbers(options).Concat(Times(options)).Concat(Client(options)))
        {
            yield return failure;
        }
    }

    private static IEnumerable<string> Numbers(KafkaOptions options)
    {
        if (options.Partitions is < 1 or > 10_000)
        {
            yield return $"Kafka:Partitions is {options.Partitions}; use 1 to 10000.";
        }

        if (options.ReplicationFactor is 0 or < -1)
        {
            yield return $"Kafka:ReplicationFactor is {options.ReplicationFactor}; use 1 or more, or -1 for the broker's default.";
        }

        if (!Enum.IsDefined(options.Delivery))
        {
            yield return "Kafka:Delivery is unknown; use exactly-once or at-least-once.";
        }

        if (options.UsesEmbeddedBroker && options.Delivery == DeliveryGuarantee.ExactlyOnce)
        {
            yield return "Kafka:Delivery is exactly-once, but the embedded broker has no transactions; set Kafka:BootstrapServers or use at-least-once.";
        }

        if (options.Window.Articles < 1 || options.Window.Bytes < 1)
        {
            yield return "Kafka:Window is empty; set Kafka:Window:Articles and Kafka:Window:Bytes to 1 or more.";
        }

        if (options.Window.ResumeAt is not (>= 0 and < 1))
        {
            yield return "Kafka:Window:ResumeAt must be at least 0 and below 1.";
        }

        if (options.BatchArticles < 1)
        {
            yield return $"Kafka:BatchArticles is {options.BatchArticles}; use 1 or more.";
        }

        if (options.MaxAttempts < 1)
        {
            yield return $"Kafka:MaxAttempts is {options.MaxAttempts}; use 1 or more.";
        }

        if (options.MaxRecordBytes is < 100_000 or > 1_000_000_000)
        {
            yield return $"Kafka:MaxRecordBytes is {options.MaxRecordBytes}; use 100000 to 1000000000.";
        }
    }

    private static IEnumerable<string> Times(KafkaOptions options)
    {
        if (options.CommitInterval < TimeSpan.FromMilliseconds(1) || options.CommitInterval > TimeSpan.FromMinutes(1))
        {
            yield return "Kafka:CommitInterval must be between 1 ms and 1 min.";
        }

        if (options.TransactionTimeout < TimeSpan.FromSeconds(1) || options.TransactionTimeout > TimeSpan.FromMinutes(15))
        {
            yield return "Kafka:TransactionTimeout must be between 1 s and 15 min.";
        }

        if (options.SessionTimeout < TimeSpan.FromSeconds(6) || options.SessionTimeout > TimeSpan.FromMinutes(5))
        {
            yield return "Kafka:SessionTimeout must be between 6 s and 5 min, the bounds that brokers have.";
        }

        if (options.BrokerTimeout < TimeSpan.FromSeconds(1) || options.BrokerTimeout > TimeSpan.FromMinutes(2))
        {
            yield return "Kafka:BrokerTimeout must be between 1 s and 2 min.";
        }

        if (options.RevocationGrace < TimeSpan.Zero || options.RevocationGrace > TimeSpan.FromMinutes(1))
        {
            yield return "Kafka:RevocationGrace must be between 0 and 1 min; a rebalance of the whole group waits for it.";
        }

        if (options.DrainTimeout < TimeSpan.Zero || options.DrainTimeout > TimeSpan.FromMinutes(10))
        {
            yield return "Kafka:DrainTimeout must be between 0 and 10 min.";
        }
    }

    private static IEnumerable<string> Client(KafkaOptions options)
    {
        SortedDictionary<string, string> settings;
        string? failure = null;
        try
        {
            settings = ClientSettings.Read(options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            settings = [];
            failure = "Kafka:ClientFile can't be read; name an existing file of name=value lines.";
        }

        if (failure is not null)
        {
            yield return failure;
        }

        foreach (var reserved in settings.Keys.Where(ClientSettings.Reserved.ContainsKey))
        {
            yield return $"Kafka:Client:{reserved} can't be set: {ClientSettings.Reserved[reserved]}.";
        }

        foreach (var setting in settings.Where(setting => !ClientSettings.Reserved.ContainsKey(setting.Key)))
        {
            if (!IsKnown(setting))
            {
                yield return $"Kafka:Client:{Printable(setting.Key)} is not a setting of librdkafka, or its value is not one that it takes.";
            }
        }
    }

    /// <summary>Asks librdkafka itself, one setting at a time; no connection is made.</summary>
    private static bool IsKnown(KeyValuePair<string, string> setting)
    {
        try
        {
            // Settings that need each other (a certificate and its key) are checked together when the clients are built.
            new ProducerBuilder<Null, Null>([setting]).SetLogHandler(static (_, _) => { }).Build().Dispose();
            return true;
        }
        catch (InvalidOperationException exception)
        {
            return !Unknown().IsMatch(exception.Message);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Printable(string text) => new([.. text.Take(60).Select(unit => char.IsControl(unit) ? '?' : unit)]);

    [GeneratedRegex("^(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}$")]
    private static partial Regex TopicName();

    [GeneratedRegex("No such configuration property|Invalid value|Expected bool")]
    private static partial Regex Unknown();
}
