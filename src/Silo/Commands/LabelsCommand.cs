using System.CommandLine;
using FakeNews.Grains.Labels;
using FakeNews.Ingest.Labels;
using FakeNews.Silo.Labels;

namespace FakeNews.Silo.Commands;

/// <summary><c>fakenews labels</c>: what reviewers say, as a table, as JSON, and as data to train from.</summary>
internal sealed class LabelsCommand(IReadOnlyDictionary<string, string?> settings)
{
    private const int ListedByDefault = 50;
    private static readonly LabelFilterOptions _filter = new();
    private static readonly Option<bool> _json = new("--json") { Description = "Print JSON instead, one object a line." };

    public static (Command Verb, string[] Examples) Create(IReadOnlyDictionary<string, string?> settings, Dictionary<Command, string[]> examples)
    {
        var command = new LabelsCommand(settings);
        var verb = new Command("labels", "Lists, shows and exports what reviewers say of articles, and says something oneself. Of each reviewer the last word on an article counts.")
        {
            command.List(examples), command.Show(examples), command.Export(examples), LabelAddVerb.Create(examples, _json),
        };
        return (verb,
        [
            "fakenews labels list --since 7d --Kafka:BootstrapServers=localhost:9092",
            "fakenews labels export labelled.jsonl --Kafka:BootstrapServers=localhost:9092",
            "FAKENEWS_KEY=… fakenews labels add 0:12 fake --note 'made-up quotes'",
        ]);
    }

    private Command List(Dictionary<Command, string[]> examples)
    {
        var limit = new Option<int?>("--limit", "-n") { Description = $"At most so many, the newest. Default: {ListedByDefault}; with --json all.", HelpName = "N" };
        var verb = new Command("list", "Prints who said what of which article, the newest last, and how many there are of each label.") { limit, _json };
        _filter.AddTo(verb);
        verb.SetAction((parsed, _) => WithAsync(async (archive, stop) =>
        {
            var (json, most) = (parsed.GetValue(_json), parsed.GetValue(limit));
            if (most is < 1)
            {
                throw new UsageException("--limit must be at least 1.");
            }

            var all = await archive.SelectAsync(Filter(parsed), stop);
            var words = all[Math.Max(0, all.Length - (most ?? (json ? all.Length : ListedByDefault)))..];
            if (json)
            {
                return await PrintAsync(words, stop);
            }

            if (all.IsEmpty)
            {
                Console.WriteLine("No label matches.");
                return ExitCode.Success;
            }

            foreach (var line in LabelTable.Of(words))
            {
                Console.WriteLine(line);
            }

            Console.WriteLine();
            Console.WriteLine(LabelTable.Sum(all));
            if (all.Length > words.Length)
            {
                Console.WriteLine($"The newest {words.Length} are shown; --limit shows more.");
            }

            return ExitCode.Success;
        }));
        examples[verb] = ["fakenews labels list --Kafka:BootstrapServers=localhost:9092", "fakenews labels list --reviewer ada --label unsure --since 30d", "fakenews labels list --json --since 2026-03-01 | jq -r .articleId"];
        return verb;
    }

    private Command Show(Dictionary<Command, string[]> examples)
    {
        var id = new Argument<string>("ARTICLE") { Description = "The article's id, as list shows it." };
        var verb = new Command("show", "Prints one article with what each reviewer says of it, escaped for the terminal.") { id, _json };
        verb.SetAction((parsed, _) => WithAsync(async (archive, stop) =>
        {
            var wanted = parsed.GetValue(id)!;
            var words = (await archive.SelectAsync(new LabelFilter(), stop)).Where(word => word.ArticleId == wanted).ToArray();
            if (words.Length == 0 || await Task.Run(() => archive.Read([words[^1]], stop).FirstOrDefault(), stop) is not { } article)
            {
                return BrokerVerb.Fail($"There is no label on the article {wanted}.");
            }

            if (parsed.GetValue(_json))
            {
                return await PrintAsync(words, stop);
            }

            foreach (var line in LabelTable.Page(article, words))
            {
                Console.WriteLine(line);
            }

            return ExitCode.Success;
        }));
        examples[verb] = ["fakenews labels show a1 --Kafka:BootstrapServers=localhost:9092", "fakenews labels show a1 --json"];
        return verb;
    }

    private Command Export(Dictionary<Command, string[]> examples)
    {
        var file = new Argument<string>("FILE") { Description = "Where to, a new file; - is the standard output." };
        var verb = new Command("export", "Writes each article that reviewers decided as a line of JSON that fakenews-trainer train reads: id, title, text, label, source, at. Disputed ones are left out.") { file };
        _filter.AddTo(verb);
        verb.SetAction((parsed, _) => WithAsync(async (archive, stop) =>
        {
            var (filter, target) = (Filter(parsed), new ExportFile(parsed.GetValue(file)!));
            var articles = (await archive.SelectAsync(filter, stop)).GroupBy(static word => word.ArticleId, StringComparer.Ordinal)
                .Select(static words => (Review: LabelTable.Review(words), Newest: words.Last())).ToArray();
            var decided = articles.Where(static article => article.Review.Outcome is ReviewOutcome.Fake or ReviewOutcome.Real)
                .ToDictionary(static article => article.Newest.ArticleId, StringComparer.Ordinal);
            var written = 0;
            await using (var output = target.Open())
            {
                foreach (var label in archive.Read(decided.Values.Select(static article => article.Newest), stop))
                {
                    await ExportFile.WriteAsync(output, TrainingLine.Of(label, decided[label.ArticleId].Review), LabelsJson.Default.TrainingLine, stop);
                    written++;
                }
            }

            await Console.Error.WriteLineAsync($"{Counted.Of(written, "article")} exported, {articles.Length - decided.Count} left out because nobody could tell or reviewers disagree.");
            return written == decided.Count ? ExitCode.Success : BrokerVerb.Fail($"Kafka deleted {Counted.Of(decided.Count - written, "label")} meanwhile.");
        }));
        examples[verb] = ["fakenews labels export labelled.jsonl --Kafka:BootstrapServers=localhost:9092", "fakenews labels export - --reviewer ada --since 30d | jq -r .title"];
        return verb;
    }

    private static async Task<int> PrintAsync(IEnumerable<LabelWord> words, CancellationToken stop)
    {
        await using var output = Console.OpenStandardOutput();
        foreach (var word in words)
        {
            await ExportFile.WriteAsync(output, LabelLine.Of(word), LabelsJson.Default.LabelLine, stop);
        }

        return ExitCode.Success;
    }

    private static LabelFilter Filter(ParseResult parsed) => _filter.Read(parsed, TimeProvider.System.GetUtcNow());

    private Task<int> WithAsync(Func<LabelArchive, CancellationToken, Task<int>> action) =>
        BrokerVerb.RunAsync(settings, (services, stop) => action(services.GetRequiredService<LabelArchive>(), stop));
}
