using System.CommandLine;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Silo.DeadLetters;

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
            command.List(examples), command.Show(examples), DeadLetterReplayVerb.Create(settings, examples), command.Export(examples),
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
            Console.WriteLine($"{LetterTopic.Letters(selection.Matching)}: {LetterTable.Reasons(selection)}.");
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
                return BrokerVerb.Fail($"There is no letter {wanted} in {kafka.Topics.DeadLetters}.");
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
            var (filter, target) = (Filter(parsed), new ExportFile(parsed.GetValue(file)!));
            var selection = await kafka.Log.SelectAsync(filter, stop);
            var written = 0;
            await using (var output = target.Open())
            {
                foreach (var letter in kafka.Log.Read(selection, stop))
                {
                    await ExportFile.WriteAsync(output, LetterLine.Of(letter), LetterJson.Default.LetterLine, stop);
                    written++;
                }
            }

            await Console.Error.WriteLineAsync($"{LetterTopic.Letters(written)} exported.");
            return written == selection.Entries.Length ? ExitCode.Success : BrokerVerb.Fail($"Kafka deleted {LetterTopic.Letters(selection.Entries.Length - written)} meanwhile.");
        }));
        examples[verb] = ["fakenews dlq export letters.jsonl --since 7d --Kafka:BootstrapServers=localhost:9092", "fakenews dlq export - --reason not-json | jq -r .value.text"];
        return verb;
    }

    private static LetterFilter Filter(ParseResult parsed) => _filter.Read(parsed, TimeProvider.System.GetUtcNow());

    private Task<int> WithAsync(Func<LetterTopic, CancellationToken, Task<int>> action) => LetterTopic.WithAsync(settings, action);
}
