using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Ingest;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Silo.DeadLetters;
using FakeNews.Silo.Hosting;

namespace FakeNews.Silo.Commands;

/// <summary><c>fakenews dlq</c>: what could not be judged, and the way back for it.</summary>
internal sealed class DeadLettersCommand(IReadOnlyDictionary<string, string?> settings)
{
    private const int ListedByDefault = 50;
    private static readonly LetterFilterOptions _filter = new();

    public static (Command Verb, string[] Examples) Create(IReadOnlyDictionary<string, string?> settings, Dictionary<Command, string[]> examples)
    {
        var command = new DeadLettersCommand(settings);
        var verb = new Command("dlq", "Lists, shows, exports and replays dead letters: records that could not be judged.")
        {
            command.List(examples), command.Show(examples), command.Replay(examples), command.Export(examples),
        };
        return (verb,
        [
            "fakenews dlq list --since 2h --Kafka:BootstrapServers=localhost:9092",
            "fakenews dlq show 0:12 --Kafka:BootstrapServers=localhost:9092",
            "fakenews dlq replay --reason judging-failed --dry-run --Kafka:BootstrapServers=localhost:9092",
        ]);
    }

    private Command List(Dictionary<Command, string[]> examples)
    {
        var verb = new Command("list", $"Prints letters as a table, and how many there are for each reason. Without --limit it prints the newest {ListedByDefault}.");
        _filter.AddTo(verb);
        verb.SetAction((parsed, _) => WithAsync(async (kafka, stop) =>
        {
            var filter = Filter(parsed);
            var selection = await kafka.Log.SelectAsync(filter with { Limit = filter.Limit ?? ListedByDefault }, stop);
            if (selection.Matching == 0)
            {
                Console.WriteLine($"No letter matches in {TerminalText.Of(kafka.Topics.DeadLetters)}.");
                return ExitCode.Success;
            }

            foreach (var line in LetterTable.Of(selection.Entries))
            {
                Console.WriteLine(line);
            }

            Console.WriteLine();
            Console.WriteLine($"{Count(selection.Matching, "letter")}: {LetterTable.Reasons(selection)}.");
            if (selection.Matching > selection.Entries.Length)
            {
                Console.WriteLine($"The newest {selection.Entries.Length} are shown; --limit shows more.");
            }

            return ExitCode.Success;
        }));
        examples[verb] = ["fakenews dlq list --Kafka:BootstrapServers=localhost:9092", "fakenews dlq list --reason not-json --since 2026-03-01 --until 2026-03-02 --limit 500", "fakenews dlq list --partition 3 --since 30m"];
        return verb;
    }

    private Command Show(Dictionary<Command, string[]> examples)
    {
        var place = new Argument<string>("PARTITION:OFFSET") { Description = "The letter, as list shows it." };
        var raw = new Option<bool>("--raw") { Description = "Write the original's bytes alone, as they are." };
        var verb = new Command("show", "Prints one letter: why it failed, its headers and its bytes, escaped for the terminal.") { place, raw };
        verb.SetAction((parsed, _) => WithAsync(async (kafka, stop) =>
        {
            var wanted = LetterFilterOptions.Place(parsed.GetValue(place)!);
            if (await kafka.Log.FetchAsync(wanted, stop) is not { } letter)
            {
                return Fail($"There is no letter {wanted} in {kafka.Topics.DeadLetters}.");
            }

            if (parsed.GetValue(raw))
            {
                await using var output = Console.OpenStandardOutput();
                await output.WriteAsync(letter.Value ?? [], stop);
                return ExitCode.Success;
            }

            foreach (var line in LetterPage.Of(letter))
            {
                Console.WriteLine(line);
            }

            return ExitCode.Success;
        }));
        examples[verb] = ["fakenews dlq show 0:12 --Kafka:BootstrapServers=localhost:9092", "fakenews dlq show 0:12 --raw > original.json"];
        return verb;
    }

    private Command Export(Dictionary<Command, string[]> examples)
    {
        var file = new Argument<string>("FILE") { Description = "Where to, a new file; - is the standard output." };
        var verb = new Command("export", "Writes letters as JSON lines: the original's bytes in base64 (and as text where they are), its headers, why and where it failed.") { file };
        _filter.AddTo(verb);
        verb.SetAction((parsed, _) => WithAsync(async (kafka, stop) =>
        {
            var (filter, path) = (Filter(parsed), parsed.GetValue(file)!);
            if (path != "-" && Path.Exists(path))
            {
                throw new UsageException($"{path} exists already; name a new file.");
            }

            var selection = await kafka.Log.SelectAsync(filter, stop);
            var written = 0;
            await using (var output = path == "-" ? Console.OpenStandardOutput() : new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
                foreach (var letter in kafka.Log.Read(selection, stop))
                {
                    await output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(LetterLine.Of(letter), LetterJson.Default.LetterLine), stop);
                    await output.WriteAsync("\n"u8.ToArray(), stop);
                    written++;
                }
            }

            await Console.Error.WriteLineAsync($"{Count(written, "letter")} exported.");
            return written == selection.Entries.Length ? ExitCode.Success : Fail($"Kafka deleted {Count(selection.Entries.Length - written, "letter")} meanwhile.");
        }));
        examples[verb] = ["fakenews dlq export letters.jsonl --since 7d --Kafka:BootstrapServers=localhost:9092", "fakenews dlq export - --reason not-json | jq -r .value.text"];
        return verb;
    }

    private Command Replay(Dictionary<Command, string[]> examples)
    {
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would be sent." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var verb = new Command("replay", "Sends originals back to the articles' topic, where they are judged again under their old id. An article that failed again is sent once.") { dry, yes };
        _filter.AddTo(verb);
        verb.SetAction((parsed, _) => WithAsync((kafka, stop) => ReplayAsync(kafka, Filter(parsed), parsed.GetValue(dry), parsed.GetValue(yes), stop)));
        examples[verb] =
        [
            "fakenews dlq replay --reason judging-failed --since 2h --dry-run --Kafka:BootstrapServers=localhost:9092",
            "fakenews dlq replay --reason judging-failed --since 2h --yes --Kafka:BootstrapServers=localhost:9092",
            "fakenews dlq replay --letter 0:12 --letter 3:7 --Kafka:BootstrapServers=localhost:9092",
        ];
        return verb;
    }

    private static async Task<int> ReplayAsync(LetterTopic kafka, LetterFilter filter, bool dry, bool yes, CancellationToken stop)
    {
        var selected = await kafka.Log.SelectAsync(filter, stop);
        var once = selected.OncePerArticle();
        if (once.Entries.IsEmpty)
        {
            Console.WriteLine($"No letter matches in {TerminalText.Of(kafka.Topics.DeadLetters)}; nothing to send.");
            return ExitCode.Success;
        }

        if (selected.Entries.Length - once.Entries.Length is > 0 and var older)
        {
            Console.WriteLine($"Left out: {Count(older, "letter")} of articles that have a newer one.");
        }

        var plan = $"{Count(once.Entries.Length, "letter")} ({LetterTable.Reasons(once)})";
        if (!dry && !yes && !Confirm($"This sends {plan} to {TerminalText.Of(kafka.Topics.Articles)}, to be judged again. Go on? Type yes: "))
        {
            return Fail("Nothing was sent.");
        }

        var progress = new ReplayLines(Console.Error, live: !Console.IsErrorRedirected && !dry);
        var summary = await kafka.Replay.SendAsync(once, dry, progress, stop);
        progress.Close();
        Console.WriteLine(dry
            ? string.Create(CultureInfo.InvariantCulture, $"Would send {summary.Sent.Sent:N0} of {plan} to {TerminalText.Of(kafka.Topics.Articles)}, {summary.Sent.Bytes:N0} bytes. Nothing was sent.")
            : string.Create(CultureInfo.InvariantCulture, $"{Count(summary.Sent.Sent, "letter")} sent back, {summary.Sent.Failed:N0} failed, {summary.Sent.Bytes:N0} bytes in {summary.Sent.Elapsed.TotalSeconds:N1} s."));
        if (summary.Lost > 0)
        {
            Fail($"{Count(summary.Lost, "letter")} can not go back: cut to fit, and Kafka has the whole record no more.");
        }

        if (summary.Gone > 0)
        {
            Fail($"Kafka deleted {Count(summary.Gone, "letter")} meanwhile.");
        }

        if (summary.Sent.Problem is { } problem)
        {
            Fail(problem);
        }

        return stop.IsCancellationRequested ? ExitCode.Interrupted : summary.IsWhole ? ExitCode.Success : ExitCode.Failure;
    }

    private static bool Confirm(string question)
    {
        Console.Error.Write(question);
        return Console.ReadLine() is { } answer
            ? answer.Trim().ToUpperInvariant() is "YES" or "Y"
            : throw new UsageException("Nobody answered; say --yes to send without asking, or --dry-run to see what would be sent.");
    }

    private static LetterFilter Filter(ParseResult parsed) => _filter.Read(parsed, TimeProvider.System.GetUtcNow());

    private static string Count(long number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}{(number == 1 ? "" : "s")}");

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine("fakenews: " + TerminalText.Of(sentence));
        return ExitCode.Failure;
    }

    private async Task<int> WithAsync(Func<LetterTopic, CancellationToken, Task<int>> action)
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
        var kafka = new LetterTopic(provider.GetRequiredService<DeadLetterLog>(), provider.GetRequiredService<LetterReplay>(), connection.Options.Topics);
        try
        {
            return await action(kafka, interruption.Token);
        }
        catch (KafkaException failure)
        {
            return Fail(BrokerErrors.Sentence(failure.Error).Replace(" Trying again.", "", StringComparison.Ordinal));
        }
    }

    private sealed record LetterTopic(DeadLetterLog Log, LetterReplay Replay, TopicNames Topics);
}
