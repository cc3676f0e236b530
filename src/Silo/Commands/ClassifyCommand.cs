using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Silo.Hosting;

namespace FakeNews.Silo.Commands;

/// <summary><c>fakenews classify</c>: verdicts for a file, without a broker and by the same code as the stream's.</summary>
internal static class ClassifyCommand
{
    public static (Command Verb, string[] Examples) Create(IReadOnlyDictionary<string, string?> settings)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "JSON lines (one article a line, .gz too) or plain text (one article); - or nothing reads standard input.",
            DefaultValueFactory = static _ => "-",
        };
        var verb = new Command("classify", "Judges articles from a file and prints a verdict for each as a JSON line.") { file };
        verb.SetAction((parsed, _) => RunAsync(settings, parsed.GetValue(file)!));
        return (verb,
        [
            "fakenews classify article.txt",
            "fakenews classify articles.jsonl > verdicts.jsonl",
            "echo '{\"title\":\"A title\",\"text\":\"A text.\"}' | fakenews classify",
            "fakenews classify articles.jsonl.gz --Models:Package=models/mine | jq -r '[.decision, .title] | @tsv'",
        ]);
    }

    private static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> settings, string file)
    {
        using var interruption = new Interruption();
        await using var articles = ArticleLines.Open(file);
        await using var judge = await LocalJudge.OpenAsync(VerbConfiguration.Read(settings));
        await using var output = Console.OpenStandardOutput();
        var (judged, refused) = (0, 0);
        await foreach (var judgement in judge.JudgeAsync(SubmitAsync(articles, Refuse, interruption.Token), interruption.Token))
        {
            if (judgement.Verdict is { } verdict)
            {
                judged++;
                await output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(verdict, ContractJson.Default.Verdict), interruption.Token);
                await output.WriteAsync("\n"u8.ToArray(), interruption.Token);
            }
            else
            {
                Refuse($"an article could not be judged: {judgement.Failure!.Message}");
            }
        }

        if (judged + refused == 0)
        {
            await Console.Error.WriteLineAsync("fakenews: There was nothing to judge.");
        }

        return refused > 0 || judged == 0 ? ExitCode.Failure : ExitCode.Success;

        void Refuse(string sentence)
        {
            refused++;
            Console.Error.WriteLine("fakenews: " + TerminalText.Of(sentence));
        }
    }

    private static async IAsyncEnumerable<Submission> SubmitAsync(
        ArticleLines articles, Action<string> refuse, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (line, outcome) in articles.ReadAsync(cancellationToken))
        {
            if (outcome.Succeeded)
            {
                yield return new Submission(outcome.Article, null, TimeProvider.System.GetUtcNow());
            }
            else
            {
                refuse($"line {line}: {outcome.Rejection.Message} ({outcome.Rejection.Reason})");
            }
        }
    }
}
