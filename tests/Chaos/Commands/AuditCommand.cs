using System.CommandLine;
using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Producing;
using FakeNews.Chaos.Reading;
using FakeNews.Chaos.Reports;

namespace FakeNews.Chaos.Commands;

/// <summary>The verb <c>audit</c>.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var bootstrap = new Option<string>("--bootstrap") { Description = "The brokers, host:port.", Required = true };
        var group = new Option<string>("--group") { Description = "The product's consumer group.", DefaultValueFactory = _ => "fakenews" };
        var articles = Topic("--articles", TopicSet.Default.Articles);
        var verdicts = Topic("--verdicts", TopicSet.Default.Verdicts);
        var flagged = Topic("--flagged", TopicSet.Default.Flagged);
        var deadLetters = Topic("--dead-letters", TopicSet.Default.DeadLetters);
        var ledger = new Option<string?>("--ledger") { Description = "A ledger.csv of a run: then what the producer was told is checked too." };
        var command = new Command("audit", "Reads a running broker from the beginning, read_committed, and checks the laws; articles need not be the harness's own. Exit code as for run.")
        {
            bootstrap, group, articles, verdicts, flagged, deadLetters, ledger,
        };
        command.SetAction((parsed, cancellation) => CommonOptions.RunAsync(async () =>
        {
            var topics = new TopicSet(parsed.GetValue(articles)!, parsed.GetValue(verdicts)!, parsed.GetValue(flagged)!, parsed.GetValue(deadLetters)!);
            var evidence = await new EvidenceReader(parsed.GetValue(bootstrap)!, topics, parsed.GetValue(group)!).ReadAsync(cancellation);
            var report = Auditor.Audit(parsed.GetValue(ledger) is { } file ? evidence with { Acknowledged = Ledger.Load(file) } : evidence);
            await Console.Out.WriteLineAsync(LawTable.Write(report));
            return report.Holds;
        }));
        return command;
    }

    private static Option<string> Topic(string name, string usual) => new(name) { Description = "The topic's name.", DefaultValueFactory = _ => usual };
}
