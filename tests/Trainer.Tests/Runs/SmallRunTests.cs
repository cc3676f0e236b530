using System.Security.Cryptography;
using System.Text.Json;
using FakeNews.Grains.Drift;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Served;
using FakeNews.Trainer.Tests.Commands;
using FakeNews.Trainer.Training;
using Spectre.Console;

namespace FakeNews.Trainer.Tests.Runs;

/// <summary>The whole way from data to a package, on a small set of made-up articles.</summary>
[Collection(TorchCollection.Name)]
public sealed class SmallRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_writes_a_package_whose_bytes_do_not_depend_on_the_time()
    {
        WriteData();
        var manifest = Train("one");
        var again = Train("two");

        Assert.Equal(manifest.Files, again.Files);
        Assert.Equal(File.ReadAllBytes(Package("one", "manifest.json")), File.ReadAllBytes(Package("two", "manifest.json")));
    }

    [Fact]
    public void The_manifest_names_every_file_with_its_hash_and_the_goldens_are_the_graphs()
    {
        WriteData();
        var manifest = Train("one");
        var files = Directory.EnumerateFiles(Package("one"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Package("one"), path).Replace('\\', '/'))
            .Where(path => path != "manifest.json");

        Assert.Equal(manifest.Files.Keys, files.Order(StringComparer.Ordinal));
        Assert.All(manifest.Files, file => Assert.Equal(file.Value, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Package("one", file.Key))))));

        var goldens = File.ReadAllLines(Package("one", "golden.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.InRange(goldens.Count, 16, 1000);
        var samples = goldens.Select(golden => new Sample([.. golden.GetProperty("ids").EnumerateArray().Select(id => (ushort)id.GetInt32())], 0));
        Assert.All(
            ExportCheck.Logits(File.ReadAllBytes(Package("one", "model.onnx")), samples).Zip(goldens),
            pair => Assert.All(pair.First.Zip(pair.Second.GetProperty("logits").EnumerateArray()), logit => Assert.Equal(logit.Second.GetDouble(), logit.First, 1e-4)));
    }

    [Fact]
    public void What_tells_the_made_up_classes_apart_is_learned_and_reported()
    {
        WriteData();
        var manifest = Train("one");

        var accuracy = manifest.Metrics["heldOut.accuracy"];
        Assert.InRange(accuracy, 0.85, 1);
        Assert.Contains(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{accuracy:P1} are called rightly"),
            File.ReadAllText(Package("one", "README.md")),
            StringComparison.Ordinal);
        Assert.Equal((84, 18, 18), (manifest.Data.Rows.Training, manifest.Data.Rows.Validation, manifest.Data.Rows.HeldOut));
        Assert.Equal(18, File.ReadAllLines(Package("one", "report/held-out.txt")).Length);
    }

    [Fact]
    public async Task Exports_of_a_run_carry_size_and_agreement_and_are_the_same_bytes_again()
    {
        WriteData();
        Train("one");
        async Task<Dictionary<string, string>> Export(params string[] more)
        {
            var (code, output, error) = await TrainerProgram.Run(["export", "--run", Path.Combine(_folder, "run-one"), "--precision", "fp32,fp16,int8,plain", "--output", Package("one"), .. more]);
            Assert.True(code == 0, error + output);
            return Directory.EnumerateFiles(Package("one"), "*", SearchOption.AllDirectories)
                .ToDictionary(path => Path.GetRelativePath(Package("one"), path), path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
        }

        var once = await Export("--no-speed");
        var again = await Export("--no-speed");
        Assert.Equal(once, again);
        var figures = ModelPackage.Open(Package("one")).Manifest;
        Assert.Equal(["fp32", "fp16", "int8"], figures.Graphs.Select(graph => graph.Precision));
        Assert.InRange(figures.Metrics["graph.fp32.largestLogitDifference"], 0, 1e-4);
        Assert.InRange(figures.Metrics["graph.int8.labelFlips"], 0, 0.002);
        Assert.InRange(figures.Metrics["graph.int8.probabilityDifferenceP99"], 0, 0.02);
        Assert.Equal(new FileInfo(Package("one", "model.int8.onnx")).Length, figures.Metrics["graph.int8.bytes"]);
        Assert.Equal(18, figures.Metrics["graph.fp16.rows"]);
        Assert.DoesNotContain("graph.int8.articlesPerSecond", figures.Metrics.Keys);

        await Export();
        Assert.All(new[] { "fp32", "fp16", "int8", "plain" }, name => Assert.InRange(ModelPackage.Open(Package("one")).Manifest.Metrics[$"graph.{name}.articlesPerSecond"], 0.001, 1e9));
    }

    [Fact]
    public void The_manifest_holds_how_validation_spreads_for_drift()
    {
        WriteData();
        var reference = Train("one").Reference!;

        Assert.Equal("validation, 18 articles", reference.Description);
        Assert.All(new[] { DriftMeasure.FlagRate, DriftMeasure.Probability, DriftMeasure.Length, DriftMeasure.UnknownPieces }, measure => Assert.Equal(18, reference.For(measure)!.Total));
        var read = ModelPackage.Open(Package("one")).Manifest.Reference!;
        Assert.Equal(reference.Length, read.Length);
        // Each has 36 words and more.
        Assert.Equal(18, reference.Length.Skip(1).Sum());
    }

    [Fact]
    public async Task A_package_says_how_to_read_in_two_steps_and_serving_gives_the_reports_figures()
    {
        WriteData();
        var manifest = Train("one", cascadeTokens: 12);

        var cascade = manifest.Cascade!;
        Assert.Equal((12, 0.1, 18), (cascade.Tokens, cascade.FlipBudget, cascade.Measured!.Articles));
        Assert.InRange(cascade.Measured.Flips, 0, 1);
        Assert.InRange(cascade.Measured.ReadOnShare, 0, 0.9);
        Assert.Equal(cascade, ModelPackage.Open(Package("one")).Manifest.Cascade);
        Assert.Contains("Reading in two steps, set on validation. Reads 12 tokens first", File.ReadAllText(Package("one", "report/report.md")), StringComparison.Ordinal);

        var heldOut = File.ReadAllLines(Package("one", "report/held-out.txt")).ToHashSet(StringComparer.Ordinal);
        var articles = new ArticleSets(Path.Combine(_folder, "data"), static _ => { }).IsotBodies().Where(article => heldOut.Contains(article.Id)).ToList();
        await using var served = await ServedModel.OpenAsync(Package("one"), null, TimeProvider.System);
        var scored = await served.ScoreAsync("held out", articles, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(manifest.Metrics["heldOut.accuracy"], scored.Articles.Average(article => article.IsRight ? 1.0 : 0), 6);
        Assert.Contains(scored.Articles, article => article.Read == 12);
        Assert.All(scored.Articles.Where(article => article.Read == 12), article => Assert.True(cascade.Accept.Accepts(article.FakeProbability)));
    }

    [Fact]
    public async Task A_finished_package_gets_a_cascade_as_a_copy_that_is_whole()
    {
        WriteData();
        var manifest = Train("one");
        Assert.Null(manifest.Cascade);
        var (code, output, error) = await TrainerProgram.Run(
        [
            "cascade", Path.Combine(_folder, "data", "isot", "isot_bodies.csv.gz"), "--package", Package("one"), "--output", Package("copy"), "--package-version", "1.1.0", "--tokens", "12", "--flip-budget", "0.1",
        ]);

        Assert.True(code == 0, error + output);
        var copy = ModelPackage.Open(Package("copy"));
        Assert.Equal(("1.1.0", 12, 120), (copy.Manifest.Version, copy.Manifest.Cascade!.Tokens, copy.Manifest.Cascade.Measured!.Articles));
        Assert.Equal(ModelPackage.Open(Package("one")).Identity.Sha256, copy.Manifest.Parent);
        Assert.Equal(manifest.Files["model.onnx"], copy.Manifest.Files["model.onnx"]);
        Assert.Contains("Reads 12 tokens first", File.ReadAllText(Package("copy", "report/cascade.txt")), StringComparison.Ordinal);
        await using var served = await ServedModel.OpenAsync(Package("copy"), null, TimeProvider.System);
        Assert.Equal("1.1.0", served.Identity.Version);

        var (again, _, refusal) = await TrainerProgram.Run(
            ["cascade", Path.Combine(_folder, "data", "isot", "isot_bodies.csv.gz"), "--package", Package("one"), "--output", Package("copy"), "--package-version", "1.1.0", "--tokens", "12"]);
        Assert.Equal(2, again);
        Assert.Contains("is there already", refusal, StringComparison.Ordinal);
    }

    private string Package(string run, string file = "") => Path.Combine(_folder, "package-" + run, file);

    private ModelManifest Train(string run, int cascadeTokens = 0)
    {
        var options = RunPresets.Demo(Path.Combine(_folder, "data"), Package(run), Path.Combine(_folder, "run-" + run));
        options = options with
        {
            Network = RandomNetworkConfig(),
            Training = options.Training with { Epochs = 6, BatchRows = 8, LearningRate = 5e-3, WarmUpSteps = 10, MaximumTokens = 40, Lanes = 2 },
            Augmentation = options.Augmentation! with { TitlesPerEpoch = 30, LongestWindow = 38 },
            ValidationTokens = 40,
            Statements = "none",
            CascadeTokens = cascadeTokens,
            FlipBudget = 0.1,
        };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        return new TrainingRun(options, new RunConsole(console, TimeProvider.System)).Run(TestContext.Current.CancellationToken);
    }

    private static MobileBertConfig RandomNetworkConfig() => Networks.RandomNetwork.Config() with { VocabularySize = 150 };

    private void WriteData() => MadeUpArticles.WriteIsot(_folder);
}
