using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FakeNews.Grains.Drift;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Runs;
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

    private string Package(string run, string file = "") => Path.Combine(_folder, "package-" + run, file);

    private ModelManifest Train(string run)
    {
        var options = RunPresets.Demo(Path.Combine(_folder, "data"), Package(run), Path.Combine(_folder, "run-" + run));
        options = options with
        {
            Network = RandomNetworkConfig(),
            Training = options.Training with { Epochs = 6, BatchRows = 8, LearningRate = 5e-3, WarmUpSteps = 10, MaximumTokens = 40, Lanes = 2 },
            Augmentation = options.Augmentation! with { TitlesPerEpoch = 30, LongestWindow = 38 },
            ValidationTokens = 40,
            Statements = "none",
        };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        return new TrainingRun(options, new RunConsole(console, TimeProvider.System)).Run(TestContext.Current.CancellationToken);
    }

    private static MobileBertConfig RandomNetworkConfig() => Networks.RandomNetwork.Config() with { VocabularySize = 150 };

    private void WriteData()
    {
        var random = new Random(3);
        string[] common = ["the", "town", "said", "on", "a", "day", "in", "many", "people", "road"];
        string Sentence(int label, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ =>
            random.Next(4) == 0 ? (label == 0 ? "outrage" : "ministry") : common[random.Next(common.Length)]));
        var rows = Enumerable.Range(0, 120).Select(i => (Id: $"row-{i:D3}", Title: $"{Sentence(i % 2, 5)} {i}", Text: Sentence(i % 2, 30), Label: i % 2)).ToList();
        Write("isot_bodies", rows.Select(row => $"{row.Id},{row.Title},{row.Text},,,{row.Label},"));
        Write("isot_titles_full", rows.Select(row => $"{row.Id},{row.Title},,,,{row.Label},"));
    }

    private void Write(string name, IEnumerable<string> rows)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "data", "isot")).FullName;
        using var file = new GZipStream(File.Create(Path.Combine(folder, name + ".csv.gz")), CompressionLevel.Fastest);
        file.Write(Encoding.UTF8.GetBytes("id,title,text,subject,date,label,source\r\n" + string.Concat(rows.Select(row => row + "\r\n"))));
    }
}
