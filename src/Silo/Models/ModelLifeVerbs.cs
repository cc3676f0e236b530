using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Promotion;
using FakeNews.Grains.Registry;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.Models;

/// <summary>The verbs of <c>fakenews models</c> that speak with a running FakeNews.</summary>
internal static class ModelLifeVerbs
{
    private static readonly Option<string?> Url = RecursiveUrl();
    private static readonly Option<string?> Reason = new("--reason") { Description = "Why; kept in the history.", HelpName = "TEXT" };
    private static readonly Option<long?> Generation = new("--generation") { Description = "Only if the registry is still at this generation. Default: the one it is at now.", HelpName = "N" };

    /// <summary>Adds the verbs.</summary>
    public static Command AddTo(Command models, Dictionary<Command, string[]> examples)
    {
        Add(models, examples, Import(), "fakenews models import models/mine --reason 'retrained on labels of May'");
        Add(models, examples, Diff(), "fakenews models diff 1.0.0 1.1.0", "fakenews models diff models/demo models/mine");
        Add(models, examples, Prepare(), "fakenews models prepare 1.1.0", "fakenews models prepare 1.1.0 --auto-promote");
        Add(models, examples, OfModel("activate", "Makes a package the active model; prepares it first where that was not done.", ActivateAsync), "fakenews models activate 1.1.0");
        Add(models, examples, OfShare("canary", "Has the candidate judge a share of the articles; 0 ends it."), "fakenews models canary 5", "fakenews models canary 0");
        Add(models, examples, OfShare("shadow", "Has the candidate judge a share of the articles for the flip report only; 0 ends it."), "fakenews models shadow 100");
        Add(models, examples, Plain("promote", "Makes the candidate the active model after its trial."), "fakenews models promote --reason 'flips were right'");
        Add(models, examples, Plain("reject", "Drops the candidate."), "fakenews models reject");
        Add(models, examples, Plain("rollback", "Makes the previous model active again, at once."), "fakenews models rollback --reason 'flags too much'");
        Add(models, examples, Collect(), "fakenews models gc --dry-run");
        Add(models, examples, History(), "fakenews models history -n 20");
        Add(models, examples, Status(), "fakenews models status");
        Add(models, examples, Flips(), "fakenews models flips --out flips.json");
        return models;
    }

    private static void Add(Command models, Dictionary<Command, string[]> examples, Command verb, params string[] lines)
    {
        verb.Options.Add(Url);
        models.Subcommands.Add(verb);
        examples[verb] = lines;
    }

    private static Command Import()
    {
        var path = new Argument<string>("PACKAGE") { Description = "A package's folder or .zip." };
        var verb = new Command("import", "Takes a package into the store of a running FakeNews.") { path, Reason };
        verb.SetAction((parsed, _) => WithAsync(parsed, async (client, stop) =>
        {
            var source = parsed.GetValue(path)!;
            // What is not whole here would only be refused there.
            var package = ModelPackage.Open(source);
            var zip = Directory.Exists(source) ? Pack(package) : source;
            try
            {
                await using var stream = File.OpenRead(zip);
                var query = parsed.GetValue(Reason) is { Length: > 0 } reason ? $"?reason={Uri.EscapeDataString(reason)}" : "";
                var stored = await client.SendAsync($"packages{query}", stream, ModelsJson.Default.StoredPackage, stop);
                Say($"{ModelLines.Name(stored.Model)} is in the store.");
            }
            finally
            {
                if (zip != source)
                {
                    File.Delete(zip);
                }
            }
        }));
        return verb;
    }

    private static string Pack(ModelPackage package)
    {
        var path = Path.Combine(Path.GetTempPath(), $"fakenews-package-{Guid.NewGuid():n}.zip");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in package.Manifest.Files.Keys.Append(ModelPackage.ManifestFile))
        {
            archive.CreateEntryFromFile(Path.Combine(package.Folder, file), file, CompressionLevel.Fastest);
        }

        return path;
    }

    private static Command Diff()
    {
        var before = new Argument<string>("BEFORE") { Description = "A package in the store, or a folder or .zip." };
        var after = new Argument<string>("AFTER") { Description = "Another." };
        var verb = new Command("diff", "Shows in what two packages differ.") { before, after };
        verb.SetAction((parsed, _) => WithAsync(parsed, async (client, stop) =>
        {
            var (first, second) = (parsed.GetValue(before)!, parsed.GetValue(after)!);
            IReadOnlyList<PackageDifference> differences = Path.Exists(first) && Path.Exists(second)
                ? PackageDifference.Between(ModelPackage.Open(first).Manifest, ModelPackage.Open(second).Manifest)
                : await client.GetAsync($"/packages/{Uri.EscapeDataString(first)}/diff/{Uri.EscapeDataString(second)}", ModelsJson.Default.IReadOnlyListPackageDifference, stop);
            foreach (var difference in differences)
            {
                Say($"{TerminalText.Of(difference.Path)}: {TerminalText.Of(difference.Before ?? "(none)", 80)} -> {TerminalText.Of(difference.After ?? "(none)", 80)}");
            }
        }));
        return verb;
    }

    private static Command Prepare()
    {
        var auto = new Option<bool>("--auto-promote") { Description = "It goes from shadow over canary to active by itself, in the times of the section Promotion." };
        var verb = OfModel("prepare", "Makes a package the candidate; every device of every silo loads and checks it.", PrepareAsync, parsed => parsed.GetValue(auto) ? PromotionWish.Automatic : null);
        verb.Options.Add(auto);
        return verb;
    }

    private static Command OfModel(string name, string description, Func<ModelLifeClient, ModelCommandBody, long?, CancellationToken, Task<ModelCommandAnswer>> action, Func<ParseResult, PromotionWish?>? promotion = null)
    {
        var model = new Argument<string>("MODEL") { Description = "Its version, name@version, or the beginning of its sha256." };
        var verb = new Command(name, description) { model, Reason, Generation };
        verb.SetAction((parsed, _) => WithAsync(parsed, async (client, stop) =>
            Tell(await action(client, new(parsed.GetValue(model), Reason: parsed.GetValue(Reason), Promotion: promotion?.Invoke(parsed)), parsed.GetValue(Generation), stop))));
        return verb;
    }

    private static Task<ModelCommandAnswer> PrepareAsync(ModelLifeClient client, ModelCommandBody body, long? generation, CancellationToken stop) =>
        client.PostAsync("prepare", body, generation, ModelsJson.Default.ModelCommandAnswer, stop);

    private static async Task<ModelCommandAnswer> ActivateAsync(ModelLifeClient client, ModelCommandBody body, long? generation, CancellationToken stop)
    {
        var state = (await client.GetAsync("", ModelsJson.Default.ClusterModels, stop)).State;
        if (state.Candidate is not { Stage: CandidateStage.Ready } candidate || !PackageReference.Matches(body.Model!, candidate.Model))
        {
            generation = (await PrepareAsync(client, body, generation, stop)).State.Generation;
        }

        return await client.PostAsync("activate", body, generation, ModelsJson.Default.ModelCommandAnswer, stop);
    }

    private static Command OfShare(string name, string description)
    {
        var percent = new Argument<double>("PERCENT") { Description = "0 to 100." };
        var verb = new Command(name, description) { percent, Reason, Generation };
        verb.SetAction((parsed, _) => CommandAsync(parsed, name, new(Percent: parsed.GetValue(percent), Reason: parsed.GetValue(Reason))));
        return verb;
    }

    private static Command Plain(string name, string description)
    {
        var verb = new Command(name, description) { Reason, Generation };
        verb.SetAction((parsed, _) => CommandAsync(parsed, name, new(Reason: parsed.GetValue(Reason))));
        return verb;
    }

    private static Task<int> CommandAsync(ParseResult parsed, string name, ModelCommandBody body) => WithAsync(parsed, async (client, stop) =>
        Tell(await client.PostAsync(name, body, parsed.GetValue(Generation), ModelsJson.Default.ModelCommandAnswer, stop)));

    private static Command Collect()
    {
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would be deleted." };
        var verb = new Command("gc", "Deletes packages that are neither active, previous nor candidate, nor named lately.") { dry, Reason };
        verb.SetAction((parsed, _) => WithAsync(parsed, async (client, stop) =>
        {
            var gone = await client.PostAsync("gc", new(Reason: parsed.GetValue(Reason), DryRun: parsed.GetValue(dry)), 0, ModelsJson.Default.IReadOnlyListStoredPackage, stop);
            Say($"{(parsed.GetValue(dry) ? "Would delete" : "Deleted")} {gone.Count} package{(gone.Count == 1 ? "" : "s")}.");
            foreach (var package in gone)
            {
                Say($"  {ModelLines.Name(package.Model)}");
            }
        }));
        return verb;
    }

    private static Command History()
    {
        var count = new Option<int>("--count", "-n") { Description = "So many lines.", DefaultValueFactory = static _ => 50 };
        var verb = new Command("history", "Who did what, when and why, newest first.") { count };
        verb.SetAction((parsed, _) => WithAsync(parsed, async (client, stop) =>
        {
            foreach (var entry in await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/history?limit={parsed.GetValue(count)}"), ModelsJson.Default.IReadOnlyListHistoryEntry, stop))
            {
                Say(ModelLines.Of(entry));
            }
        }));
        return verb;
    }

    private static Command Status()
    {
        var verb = new Command("status", "The registry, and what every silo has.");
        verb.SetAction((parsed, _) => WithAsync(parsed, async (client, stop) =>
        {
            foreach (var line in ModelLines.Of(await client.GetAsync("", ModelsJson.Default.ClusterModels, stop)))
            {
                Say(line);
            }
        }));
        return verb;
    }

    private static Command Flips()
    {
        var output = new Option<string?>("--out") { Description = "Write the whole report to a file, as JSON.", HelpName = "FILE" };
        var verb = new Command("flips", "The flip report of the candidate in the shadow.") { output };
        verb.SetAction((parsed, _) => WithAsync(parsed, async (client, stop) =>
        {
            var report = await client.GetAsync("/flips", ModelsJson.Default.FlipReport, stop);
            if (parsed.GetValue(output) is { } file)
            {
                await File.WriteAllBytesAsync(file, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(report, ModelsJson.Default.FlipReport), stop);
            }

            foreach (var line in ModelLines.Of(report))
            {
                Say(line);
            }
        }));
        return verb;
    }

    private static void Tell(ModelCommandAnswer answer)
    {
        foreach (var line in ModelLines.Of(answer.State))
        {
            Say(line);
        }
    }

    private static void Say(string line) => Console.WriteLine(line);

    private static Option<string?> RecursiveUrl()
    {
        var url = RunningSilo.Url();
        url.Recursive = true;
        return url;
    }

    private static async Task<int> WithAsync(ParseResult parsed, Func<ModelLifeClient, CancellationToken, Task> action)
    {
        using var interruption = new Interruption();

        // Preparing takes as long as it takes; Ctrl-C ends the waiting.
        using var http = RunningSilo.Connect(parsed.GetValue(Url), Timeout.InfiniteTimeSpan);
        await action(new ModelLifeClient(http), interruption.Token);
        return ExitCode.Success;
    }
}
