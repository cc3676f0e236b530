using Confluent.Kafka;
using FakeNews.Ingest;
using FakeNews.Ingest.Connection;
using FakeNews.Silo.Hosting;

namespace FakeNews.Silo.Commands;

/// <summary>Verbs that work with Kafka alone, wherever its brokers can be reached.</summary>
internal static class BrokerVerb
{
    /// <summary>Connects for one verb; what the broker refuses is said in a sentence.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="UsageException">No broker is named.</exception>
    public static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> settings, Func<IServiceProvider, CancellationToken, Task<int>> action)
    {
        await using var provider = Connect(settings);
        using var interruption = new Interruption();
        try
        {
            return await action(provider, interruption.Token);
        }
        catch (KafkaException failure)
        {
            return Fail(BrokerErrors.Sentence(failure.Error).Replace(" Trying again.", "", StringComparison.Ordinal));
        }
    }

    /// <summary>What a verb works with.</summary>
    /// <exception cref="UsageException">No broker is named.</exception>
    public static ServiceProvider Connect(IReadOnlyDictionary<string, string?> settings)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddKafkaConnection(VerbConfiguration.Read(settings));
        var provider = services.BuildServiceProvider();
        if (!provider.GetRequiredService<KafkaConnection>().IsEmbedded)
        {
            return provider;
        }

        provider.Dispose();
        throw new UsageException("Name a broker: --Kafka:BootstrapServers=host:9092. A running fakenews prints that of its embedded one.");
    }

    /// <summary>Says a sentence where complaints go.</summary>
    /// <returns><see cref="ExitCode.Failure"/>.</returns>
    public static int Fail(string sentence)
    {
        Console.Error.WriteLine("fakenews: " + TerminalText.Of(sentence));
        return ExitCode.Failure;
    }
}
