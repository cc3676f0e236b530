using System.CommandLine;
using System.Globalization;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Silo.DeadLetters;

namespace FakeNews.Silo.Commands;

/// <summary><c>fakenews dlq replay</c>: the way back for what could not be judged.</summary>
internal static class DeadLetterReplayVerb
{
    public static Command Create(IReadOnlyDictionary<string, string?> settings, Dictionary<Command, string[]> examples)
    {
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would be sent." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var verb = new Command("replay", "Sends originals back to the articles' topic, where they are judged again under their old id. An article that failed again is sent once.") { dry, yes };
        var filter = new LetterFilterOptions();
        filter.AddTo(verb);
        verb.SetAction((parsed, _) => LetterTopic.WithAsync(
            settings, (kafka, stop) => ReplayAsync(kafka, filter.Read(parsed, TimeProvider.System.GetUtcNow()), parsed.GetValue(dry), parsed.GetValue(yes), stop)));
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
            Console.WriteLine($"Left out: {LetterTopic.Letters(older)} of articles that have a newer one.");
        }

        var plan = $"{LetterTopic.Letters(once.Entries.Length)} ({LetterTable.Reasons(once)})";
        if (!dry && !yes && !Confirm($"This sends {plan} to {TerminalText.Of(kafka.Topics.Articles)}, to be judged again. Go on? Type yes: "))
        {
            return BrokerVerb.Fail("Nothing was sent.");
        }

        var progress = new ReplayLines(Console.Error, live: !Console.IsErrorRedirected && !dry);
        var summary = await kafka.Replay.SendAsync(once, dry, progress, stop);
        progress.Close();
        Console.WriteLine(dry
            ? string.Create(CultureInfo.InvariantCulture, $"Would send {summary.Sent.Sent:N0} of {plan} to {TerminalText.Of(kafka.Topics.Articles)}, {summary.Sent.Bytes:N0} bytes. Nothing was sent.")
            : string.Create(CultureInfo.InvariantCulture, $"{LetterTopic.Letters(summary.Sent.Sent)} sent back, {summary.Sent.Failed:N0} failed, {summary.Sent.Bytes:N0} bytes in {summary.Sent.Elapsed.TotalSeconds:N1} s."));
        if (summary.Lost > 0)
        {
            BrokerVerb.Fail($"{LetterTopic.Letters(summary.Lost)} can not go back: cut to fit, and Kafka has the whole record no more.");
        }

        if (summary.Gone > 0)
        {
            BrokerVerb.Fail($"Kafka deleted {LetterTopic.Letters(summary.Gone)} meanwhile.");
        }

        if (summary.Sent.Problem is { } problem)
        {
            BrokerVerb.Fail(problem);
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
}
