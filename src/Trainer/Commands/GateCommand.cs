using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Gate;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Commands;

/// <summary><c>fakenews-trainer gate</c>.</summary>
internal static class GateCommand
{
    public static Command Create()
    {
        var champion = new Option<string>("--champion") { Description = "The active model's package, a folder.", Required = true };
        var candidate = new Option<string>("--candidate") { Description = "The package that may take its place, a folder.", Required = true };
        var data = new Option<string>("--data") { Description = "Folder with isot/ and the other article sets; the fixed held-out set is ISOT's of the usual split.", Required = true };
        var labelled = new Option<string?>("--labelled") { Description = "Labelled articles that neither model has learned, e.g. records of the labels' topic." };
        var statements = new Option<string>("--statements") { Description = "JSON lines with plain true statements.", DefaultValueFactory = _ => Path.Combine("samples", "plain-statements.jsonl") };
        var limit = new Option<int?>("--limit") { Description = "Articles of each label of the data used at most, as in the champion's training." };
        var output = new Option<string?>("--output") { Description = "Folder for gate.json and gate.html." };
        var command = new Command("gate", """
            Says whether a model may take the place of another, and why. The exit code is 1 where it may not.

            Example:
              fakenews-trainer gate --champion models/demo --candidate models/try --data ../shared/data --output report
            """)
        {
            champion, candidate, data, labelled, statements, limit, output,
        };
        command.SetAction(async (result, cancellation) =>
        {
            var options = RunPresets.Demo(result.GetRequiredValue(data), "", "") with { Limit = result.GetValue(limit) };
            var sets = new ArticleSets(options.DataFolder, static _ => { });
            var others = ArticleSets.OutOfSource.Select(name => (Name: name, Articles: sets.Find(name))).Where(static set => set.Articles is not null)
                .ToImmutableSortedDictionary(static set => set.Name, static set => set.Articles!, StringComparer.Ordinal);
            List<LabelledArticle> heldBack = result.GetValue(labelled) is { } file ? [.. ArticleFile.Read(file, static _ => { })] : [];
            var plain = PlainStatements.Read(result.GetRequiredValue(statements));
            var evidence = await new GateMeasuring(TimeProvider.System).MeasureAsync(
                result.GetRequiredValue(champion), result.GetRequiredValue(candidate), new GateSets(RunData.Read(sets, options).Split.HeldOut, others, heldBack, plain), cancellation);
            var report = new PromotionGate(new GateLimits()).Judge(evidence);
            if (result.GetValue(output) is { } folder)
            {
                Directory.CreateDirectory(folder);
                await File.WriteAllTextAsync(Path.Combine(folder, "gate.json"), JsonSerializer.Serialize(report, GateJson.Default.GateReport) + "\n", cancellation);
                await File.WriteAllTextAsync(Path.Combine(folder, "gate.html"), GatePage.Render(report), cancellation);
            }

            foreach (var finding in report.Findings)
            {
                Console.WriteLine($"{(finding.Passed ? "passed" : "FAILED")}  {finding.Rule}: {finding.Words}");
            }

            Console.WriteLine(report.Passed ? "The gate lets the candidate through." : "The gate keeps the candidate out.");
            return report.Passed ? 0 : 1;
        });
        return command;
    }
}
