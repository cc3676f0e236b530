using System.CommandLine;
using FakeNews.Ingest;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Reading;
using FakeNews.Silo.Hosting;

namespace FakeNews.Silo.Commands;

/// <summary><c>fakenews tail</c>: the flagged feed in a terminal, from a running FakeNews or straight from Kafka.</summary>
internal static class TailCommand
{
    public static (Command Verb, string[] Examples) Create(IReadOnlyDictionary<string, string?> settings)
    {
        var url = new Option<string?>("--url") { Description = $"A running FakeNews. Default: {SiloApplication.DefaultUrls}, unless Kafka:BootstrapServers is set.", HelpName = "URL" };
        var after = new Option<string?>("--after") { Description = "Begin after a position, such as 0:12,1:7. Default: with what comes next.", HelpName = "POSITION" };
        var all = new Option<bool>("--all") { Description = "Begin with the oldest that Kafka keeps." };
        var count = new Option<int?>("--count", "-n") { Description = "End after so many articles.", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "Print JSON lines instead." };
        var verb = new Command("tail", "Prints flagged articles as they come.") { url, after, all, count, json };
        verb.SetAction((parsed, _) => RunAsync(
            settings, parsed.GetValue(url) is { } given ? RunningSilo.Address(given) : null, parsed.GetValue(all) ? "0:-1" : parsed.GetValue(after), parsed.GetValue(count), parsed.GetValue(json)));
        return (verb,
        [
            "fakenews tail",
            "fakenews tail --url http://news-desk:5080 --all",
            "fakenews tail --Kafka:BootstrapServers=kafka:9092 --all -n 20",
            "fakenews tail --json | jq .verdict.title",
        ]);
    }

    private static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> settings, Uri? url, string? after, int? count, bool json)
    {
        TopicPosition? position = null;
        if (after is not null && !TopicPosition.TryParse(after, out position))
        {
            throw new UsageException("--after must be partition:offset, or several of them separated by commas, such as 0:12,1:7.");
        }

        if (count is < 1)
        {
            throw new UsageException("--count must be at least 1.");
        }

        using var interruption = new Interruption();
        var configuration = VerbConfiguration.Read(settings);
        var services = new ServiceCollection().AddLogging();
        services.AddKafkaConnection(configuration);
        await using var provider = services.BuildServiceProvider();
        var kafka = url is null && configuration["Kafka:BootstrapServers"] is { Length: > 0 };
        var entries = kafka
            ? FlaggedSources.OfKafka(provider.GetRequiredService<TopicReaders>(), provider.GetRequiredService<KafkaConnection>().Options.Topics.Flagged, position, interruption.Token)
            : FlaggedSources.OfHttp(url ?? new Uri(SiloApplication.DefaultUrls), after, interruption.Token);
        var writer = new FlaggedLines(Console.Out, colours: !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "");
        var printed = 0;
        await foreach (var entry in entries)
        {
            writer.Write(entry, json);
            if (++printed == count)
            {
                return ExitCode.Success;
            }
        }

        return interruption.Token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Failure;
    }
}
