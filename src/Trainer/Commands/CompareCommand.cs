using System.CommandLine;
using FakeNews.Trainer.Comparisons;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Commands;

/// <summary><c>fakenews-trainer compare</c>.</summary>
internal static class CompareCommand
{
    private const string Tfidf = "tfidf", Probes = "probes";

    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Article files of one set, such as True.csv Fake.csv; without any, ISOT's bodies in --data.", Arity = ArgumentArity.ZeroOrMore };
        var preset = new Option<string>("--preset") { Description = "small: networks of small shapes from scratch; study: pretrained networks from folders.", DefaultValueFactory = _ => "small" };
        preset.AcceptOnlyFromAmong("small", "study");
        var data = new Option<string?>("--data") { Description = "Folder with isot/isot_bodies.csv.gz, where no files are named." };
        var output = new Option<string>("--output") { Description = "Folder for index.html, compare.md, compare.csv and a package of every network.", Required = true };
        var run = new Option<string?>("--run") { Description = "Folder for the networks' run folders; runs/compare by default." };
        var models = new Option<string>("--models") { Description = "Which take part, separated by commas; always saying the more frequent label always does.", DefaultValueFactory = _ => string.Join(',', ComparedNetwork.Names.Prepend(Probes).Prepend(Tfidf)) };
        var folders = ComparedNetwork.Names.ToDictionary(name => name, name => new Option<string?>($"--{name}") { Description = $"Folder of a pretrained network for the row {name}, as Hugging Face stores it." });
        var articles = new Option<int>("--speed-articles") { Description = "Articles on which speed is measured.", DefaultValueFactory = _ => 48 };
        var resume = new Option<bool>("--resume") { Description = "Go on from the run folders' checkpoints." };
        var switches = new TrainSwitches(forComparison: true);
        var command = new Command("compare", """
            Trains and measures a bag of words, leak probes and networks on one split: quality, size, speed of training and serving, memory.

            Examples:
              fakenews-trainer compare --data ../shared/data --output compare
              fakenews-trainer compare True.csv Fake.csv --preset study --tinybert TinyBERT_General_4L_312D --distilbert distilbert-base-uncased --mobilebert mobilebert-uncased --output compare
            """)
        {
            files, preset, data, output, run, models, articles, resume,
        };
        foreach (var option in folders.Values.Concat(switches.All))
        {
            command.Add(option);
        }

        command.SetAction((result, cancellation) =>
        {
            var wanted = Wanted(result.GetRequiredValue(models));
            var isStudy = result.GetValue(preset) == "study";
            var runFolder = result.GetValue(run) ?? Path.Combine("runs", "compare");
            var start = isStudy
                ? RunPresets.Study(result.GetValue(data), result.GetRequiredValue(output), runFolder) with { Leaks = false }
                : RunPresets.Small(result.GetValue(data), result.GetRequiredValue(output), runFolder);
            string[] named = result.GetValue(files) ?? [];
            var recipe = switches.Apply(result, start) with
            {
                // The folder only says where ISOT is: the table is about one set.
                Files = named.Length == 0 && start.DataFolder is { } folder ? [Path.Combine(folder, "isot", "isot_bodies.csv.gz")] : [.. named],
                DataFolder = null,
                Resume = result.GetValue(resume),
                Command = "fakenews-trainer " + string.Join(' ', Environment.GetCommandLineArgs().Skip(1)),
            };
            List<ComparedNetwork> networks = [.. ComparedNetwork.Names.Where(wanted.Contains)
                .Select(name => result.GetValue(folders[name]) is { } pretrained ? new ComparedNetwork(name, null, pretrained) : isStudy ? null : ComparedNetwork.Small().Single(network => network.Name == name))
                .OfType<ComparedNetwork>()];
            foreach (var network in networks.DefaultIfEmpty(new ComparedNetwork("", new MobileBertConfig(), null)))
            {
                RunOptionsCheck.Require(recipe with { From = network.From, Network = network.Structure ?? recipe.Network, Preset = isStudy && networks.Count == 0 ? "study" : "small" });
            }

            NativeLibraryRepair.Apply();
            var options = new ComparisonOptions
            {
                Recipe = recipe,
                Networks = [.. networks],
                TfIdf = wanted.Contains(Tfidf),
                Probes = wanted.Contains(Probes),
                SpeedArticles = Math.Max(1, result.GetValue(articles)),
            };
            var report = new ComparisonReport(Comparison.Run(options, new RunConsole(TrainCommand.Terminal(), TimeProvider.System), cancellation));
            report.Write(recipe.OutputFolder);
            Console.WriteLine(File.ReadAllText(Path.Combine(recipe.OutputFolder, "compare.csv")));
            return Task.FromResult(0);
        });
        return command;
    }

    private static HashSet<string> Wanted(string list)
    {
        string[] known = [Tfidf, Probes, .. ComparedNetwork.Names];
        var wanted = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return wanted.IsSubsetOf(known)
            ? wanted
            : throw new InvalidDataException($"--models lists '{list}'; the models are {string.Join(", ", known)}, separated by commas.");
    }
}
