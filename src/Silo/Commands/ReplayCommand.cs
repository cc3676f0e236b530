using System.CommandLine;
using System.Globalization;
using FakeNews.Ingest.Replay;

namespace FakeNews.Silo.Commands;

/// <summary><c>fakenews replay</c>: puts the articles of files on a topic.</summary>
internal static class ReplayCommand
{
    public static (Command Verb, string[] Examples) Create(IReadOnlyDictionary<string, string?> settings)
    {
        var files = new Argument<string[]>("FILE") { Description = "CSV with title and text columns, or JSON lines; .gz too.", Arity = ArgumentArity.OneOrMore };
        var rate = new Option<double?>("--rate") { Description = "Articles a second. Default: as fast as the broker takes them.", HelpName = "N" };
        var topic = new Option<string?>("--topic") { Description = "Where to. Default: the articles' topic (Kafka:Topics:Articles).", HelpName = "TOPIC" };
        var verb = new Command("replay", "Sends the articles of files to Kafka, as an ordinary producer would.") { files, rate, topic };
        verb.SetAction((parsed, _) => RunAsync(settings, parsed.GetValue(files)!, parsed.GetValue(rate), parsed.GetValue(topic)));
        return (verb,
        [
            "fakenews replay articles.jsonl --Kafka:BootstrapServers=localhost:9092",
            "fakenews replay news.csv.gz more.jsonl --rate 50 --Kafka:BootstrapServers=localhost:9092",
        ]);
    }

    private static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> settings, string[] files, double? rate, string? topic)
    {
        if (rate is <= 0)
        {
            throw new UsageException("--rate must be above 0.");
        }

        if (Array.Find(files, static file => !File.Exists(file)) is { } absent)
        {
            throw new UsageException($"There is no file {absent}.");
        }

        await using var provider = BrokerVerb.Connect(settings);
        using var interruption = new Interruption();
        var lines = new ReplayLines(Console.Error, live: !Console.IsErrorRedirected);
        try
        {
            var summary = await provider.GetRequiredService<Replayer>().SendAsync(files.SelectMany(ReplayFile.Read), topic, rate, lines, interruption.Token);
            lines.Close();
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Sent:N0} articles sent, {summary.Failed:N0} failed, {summary.Bytes / 1e6:N1} MB in {summary.Elapsed.TotalSeconds:N1} s, {summary.Rate:N1} a second."));
            if (summary.Problem is { } problem)
            {
                await Console.Error.WriteLineAsync("fakenews: " + TerminalText.Of(problem));
            }

            return summary.Failed > 0 ? ExitCode.Failure : interruption.Token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Success;
        }
        catch (InvalidDataException unreadable)
        {
            throw new UsageException(unreadable.Message);
        }
    }
}
