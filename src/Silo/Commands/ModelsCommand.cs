using System.CommandLine;
using System.Globalization;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Models;
using FakeNews.Silo.Hosting;

namespace FakeNews.Silo.Commands;

/// <summary><c>fakenews models</c>: what packages there are, what one is, and whether it is whole.</summary>
internal static class ModelsCommand
{
    public static (Command Verb, string[] Examples) Create(IReadOnlyDictionary<string, string?> settings, Dictionary<Command, string[]> examples)
    {
        var folder = new Argument<string?>("FOLDER") { Description = "Where to look. Default: models, here and beside the program.", Arity = ArgumentArity.ZeroOrOne };
        var list = new Command("list", "Lists the model packages of a folder.") { folder };
        list.SetAction(parsed => List(parsed.GetValue(folder)));
        var shown = Package();
        var show = new Command("show", "Says what a model package is: how it reads, how it decides, what it scored.") { shown };
        show.SetAction(parsed => Show(settings, parsed.GetValue(shown)));
        var verified = Package();
        var verify = new Command("verify", "Checks every file's sha256, loads the model and runs all golden examples of the package.") { verified };
        verify.SetAction((parsed, _) => VerifyAsync(settings, parsed.GetValue(verified)));
        examples[list] = ["fakenews models list", "fakenews models list /srv/models"];
        examples[show] = ["fakenews models show", "fakenews models show models/mine"];
        examples[verify] = ["fakenews models verify", "fakenews models verify mine-1.2.0.zip"];
        return (Models.ModelLifeVerbs.AddTo(new Command("models", "Lists, shows and verifies model packages; brings them into a running FakeNews, tries, swaps and rolls back.") { list, show, verify }, examples), ["fakenews models list", "fakenews models show models/demo", "fakenews models verify models/demo"]);
    }

    private static Argument<string?> Package() => new("PACKAGE")
    {
        Description = "A package's folder or .zip. Default: Models:Package, the model that serves.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static int List(string? folder)
    {
        string[] roots = folder is not null ? [folder] : ["models", Path.Combine(AppContext.BaseDirectory, "models")];
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new UsageException($"There is no folder {folder}.");
        }

        string[] candidates =
        [
            .. roots.Select(Path.GetFullPath).Distinct().Where(Directory.Exists).SelectMany(static root => Directory.EnumerateFileSystemEntries(root).Prepend(root))
                .Where(static entry => entry.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || File.Exists(Path.Combine(entry, ModelPackage.ManifestFile)))
                .Order(StringComparer.Ordinal),
        ];
        foreach (var candidate in candidates)
        {
            try
            {
                var package = ModelPackage.Open(candidate);
                Console.WriteLine($"{Describe(package)}  {package.Identity.Sha256[..12]}  {candidate}");
            }
            catch (ModelPackageException broken)
            {
                Console.WriteLine($"(broken)  {candidate}: {TerminalText.Of(broken.Message)}");
            }
        }

        if (candidates.Length == 0)
        {
            Console.Error.WriteLine("fakenews: There is no model package here.");
        }

        return candidates.Length == 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private static int Show(IReadOnlyDictionary<string, string?> settings, string? path)
    {
        var package = ModelPackage.Open(Resolve(settings, path));
        var manifest = package.Manifest;
        (string Name, string Value)[] facts =
        [
            ("Model", Describe(package)),
            ("sha256", package.Identity.Sha256),
            ("Folder", package.Folder),
            ("Graphs", string.Join(", ", manifest.Graphs.Select(static graph => $"{graph.Precision} ({graph.File})"))),
            ("Language", manifest.Language),
            ("Reads", $"at most {manifest.MaximumTokens} tokens of the title, {(manifest.Text.Separator == " " ? "a blank" : $"'{manifest.Text.Separator}'")} and the text{InTwoSteps(manifest.Cascade)}"),
            ("Masks", manifest.Text.Masks.IsEmpty ? "none" : string.Join(", ", manifest.Text.Masks)),
            ("Decides", string.Create(CultureInfo.InvariantCulture, $"flag from {manifest.Thresholds.Flag:0.###} on, review from {manifest.Thresholds.Review:0.###} on, temperature {manifest.Temperature:0.####}")),
            ("Trained on", $"{manifest.Data.Description}; {manifest.Data.Split}"),
            ("Rows", string.Create(CultureInfo.InvariantCulture, $"{manifest.Data.Rows.Training:N0} training, {manifest.Data.Rows.Validation:N0} validation, {manifest.Data.Rows.HeldOut:N0} held out")),
            .. manifest.Metrics.Select(static metric => (metric.Key, metric.Value.ToString("0.####", CultureInfo.InvariantCulture))),
        ];
        var width = facts.Max(static fact => fact.Name.Length);
        foreach (var (name, value) in facts)
        {
            Console.WriteLine($"{TerminalText.Of(name).PadRight(width)}  {TerminalText.Of(value)}");
        }

        return ExitCode.Success;
    }

    private static string InTwoSteps(CascadeRecipe? cascade) => cascade is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; the first {cascade.Tokens} alone where that gives below {cascade.Accept.Below:0.####} or above {cascade.Accept.Above:0.####}");

    private static async Task<int> VerifyAsync(IReadOnlyDictionary<string, string?> settings, string? path)
    {
        var resolved = Resolve(settings, path);
        var package = ModelPackage.Open(resolved);
        var everything = new Dictionary<string, string?>(settings) { ["Models:Package"] = resolved, ["Models:GoldenAtStart"] = int.MaxValue.ToString(CultureInfo.InvariantCulture) };
        await using var judge = await LocalJudge.OpenAsync(VerbConfiguration.Read(everything));
        var golden = package.GoldenPath is { } examples ? File.ReadLines(examples).Count(static line => !string.IsNullOrWhiteSpace(line)) : 0;
        Console.WriteLine($"{Describe(package)} is whole: {package.Manifest.Files.Count} files have their sha256, the model loads and runs{(golden > 0 ? $", and {golden} golden examples give what they should" : "")}.");
        return ExitCode.Success;
    }

    private static string Resolve(IReadOnlyDictionary<string, string?> settings, string? path)
    {
        var options = VerbConfiguration.Read(settings).GetSection(ModelsOptions.Section).Get<ModelsOptions>() ?? new ModelsOptions();
        if (path is not null)
        {
            options.Package = path;
        }

        return options.ResolvePackage();
    }

    private static string Describe(ModelPackage package) => TerminalText.Of($"{package.Identity.Name} {package.Identity.Version}");
}
