using System.Globalization;
using Confluent.Kafka;
using FakeNews.Ingest;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Silo.Commands;
using FakeNews.Silo.Hosting;

namespace FakeNews.Silo.DeadLetters;

/// <summary>The dead letters' topic, as the verbs of <c>fakenews dlq</c> meet it.</summary>
/// <param name="Log">Reads it.</param>
/// <param name="Replay">Sends letters back.</param>
/// <param name="Topics">The topics' names.</param>
internal sealed record LetterTopic(DeadLetterLog Log, LetterReplay Replay, TopicNames Topics)
{
    /// <summary>Connects for one verb; what the broker refuses is said in a sentence.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="UsageException">No broker is named.</exception>
    public static async Task<int> WithAsync(IReadOnlyDictionary<string, string?> settings, Func<LetterTopic, CancellationToken, Task<int>> action)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddKafkaConnection(VerbConfiguration.Read(settings));
        await using var provider = services.BuildServiceProvider();
        var connection = provider.GetRequiredService<KafkaConnection>();
        if (connection.IsEmbedded)
        {
            throw new UsageException("Name a broker: --Kafka:BootstrapServers=host:9092. A running fakenews prints that of its embedded one.");
        }

        using var interruption = new Interruption();
        try
        {
            return await action(new(provider.GetRequiredService<DeadLetterLog>(), provider.GetRequiredService<LetterReplay>(), connection.Options.Topics), interruption.Token);
        }
        catch (KafkaException failure)
        {
            return Fail(BrokerErrors.Sentence(failure.Error).Replace(" Trying again.", "", StringComparison.Ordinal));
        }
    }

    /// <summary>Says a sentence where complaints go.</summary>
    /// <returns><see cref="ExitCode.Failure"/>.</returns>
    public static int Fail(string sentence)
    {
        Console.Error.WriteLine("fakenews: " + TerminalText.Of(sentence));
        return ExitCode.Failure;
    }

    /// <summary><c>1 letter</c>, <c>2 letters</c>.</summary>
    public static string Letters(long count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} letter{(count == 1 ? "" : "s")}");
}
