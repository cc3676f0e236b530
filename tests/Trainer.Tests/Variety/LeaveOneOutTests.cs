using System.Globalization;
using System.IO.Compression;
using System.Text;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Tests.Runs;
using FakeNews.Trainer.Training;
using FakeNews.Trainer.Variety;
using Spectre.Console;

namespace FakeNews.Trainer.Tests.Variety;

/// <summary>The recipe of several sets from data to table and package, on made-up articles.</summary>
[Collection(TorchCollection.Name)]
public sealed class LeaveOneOutTests : IDisposable
{
    private static readonly string[] Sets = ["east", "west", "north"];
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    public LeaveOneOutTests()
    {
        MadeUpArticles.WriteIsot(_folder);
        foreach (var (name, i) in Sets.Select((name, i) => (name, i)))
        {
            Write(name, i + 20);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_set_is_asked_of_a_model_that_never_saw_it_and_the_package_says_what_came_out()
    {
        var options = Options();
        var table = new LeaveOneOut(options, Silent()).Run(TestContext.Current.CancellationToken);

        Assert.Equal(Sets, table.Rows.Select(row => row.Set));
        foreach (var (row, others) in table.Rows.Zip(Sets, (row, name) => (row, Sets.Where(other => other != name))))
        {
            var manifest = ModelPackage.Open(Path.Combine(options.RunFolder, "without-" + row.Set, "package")).Manifest;
            Assert.All(others, other => Assert.Contains(other, manifest.Data.Description, StringComparison.Ordinal));
            Assert.DoesNotContain(row.Set, manifest.Data.Description, StringComparison.Ordinal);
            Assert.Equal(manifest.Metrics[$"{row.Set}.rocAuc"], row.RocAuc);
            Assert.Equal((row.FakeFlagged + 1 - row.RealFlagged) / 2, row.BalancedAccuracy, 1e-5);

            // The words that tell are the same everywhere here.
            Assert.InRange(row.RocAuc, 0.8, 1);
            Assert.InRange(row.BalancedAccuracy, 0.7, 1);
        }

        Assert.Equal(4, File.ReadAllLines(Path.Combine(options.RunFolder, "leave-one-out.csv")).Length);
        new TrainingRun(options, Silent()).Run(TestContext.Current.CancellationToken);
        var readme = File.ReadAllText(Path.Combine(options.OutputFolder, "README.md"));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| east | {table.Rows[0].RocAuc:F4} |"), readme, StringComparison.Ordinal);
        Assert.Contains("never saw the set of the row", readme, StringComparison.Ordinal);

        // What is exported later has its even odds where the package's graph has them.
        var goldens = GoldenExamples.Read(ModelSnapshot.Load(ModelPackage.Open(options.OutputFolder)));
        using (var source = ExportSource.OfRun(options.RunFolder, [], 10))
        {
            var logits = Predictor.Logits(source.Network, [.. goldens.Select(golden => new Sample([.. golden.Ids.Select(id => (ushort)id)], 0))], TorchSharp.torch.CPU);
            Assert.All(logits.Zip(goldens), pair => Assert.All(pair.First.Zip(pair.Second.Logits), logit => Assert.Equal(logit.Second, logit.First, 1e-4)));
        }

        // Another recipe's package has nothing to do with this table.
        new TrainingRun(options with { Training = options.Training with { Epochs = 1 } }, Silent()).Run(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("never saw the set of the row", File.ReadAllText(Path.Combine(options.OutputFolder, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_that_is_finished_is_not_trained_again()
    {
        var options = Options() with { Training = Options().Training with { Epochs = 1 } };
        var table = new LeaveOneOut(options, Silent()).Run(TestContext.Current.CancellationToken);
        string Metrics(string set) => Path.Combine(options.RunFolder, "without-" + set, "metrics.csv");
        File.Delete(Metrics("east"));
        File.Delete(Metrics("west"));
        File.Delete(Path.Combine(options.RunFolder, "without-west", "left-out.json"));

        var again = new LeaveOneOut(options, Silent()).Run(TestContext.Current.CancellationToken);

        Assert.Equal(table.Rows, again.Rows);
        Assert.False(File.Exists(Metrics("east")));
        Assert.True(File.Exists(Metrics("west")));
    }

    [Fact]
    public void A_model_is_trained_on_from_a_package()
    {
        var first = Options() with { Variety = null, Preset = "demo", OutputFolder = Path.Combine(_folder, "first"), RunFolder = Path.Combine(_folder, "run-first") };
        new TrainingRun(first, Silent()).Run(TestContext.Current.CancellationToken);
        var options = Options() with { Start = first.OutputFolder, Training = Options().Training with { Epochs = 1, LearningRate = 1e-9, TaughtShare = 0 } };
        new TrainingRun(options, Silent()).Run(TestContext.Current.CancellationToken);

        // With next to no learning its logits are the first one's but for where even odds lie.
        Assert.Equal(File.ReadAllBytes(Path.Combine(first.OutputFolder, "vocab.txt")), File.ReadAllBytes(Path.Combine(options.OutputFolder, "vocab.txt")));
        double[] Odds(string folder) => [.. GoldenExamples.Read(ModelSnapshot.Load(ModelPackage.Open(folder))).Select(golden => golden.Logits[1] - golden.Logits[0])];
        var (before, after) = (Odds(first.OutputFolder), Odds(options.OutputFolder));
        Assert.All(before.Zip(after), pair => Assert.Equal(before[0] - after[0], pair.First - pair.Second, 0.01));
    }

    private RunOptions Options()
    {
        var options = RunPresets.Variety(Path.Combine(_folder, "data"), Path.Combine(_folder, "package"), Path.Combine(_folder, "run"));
        return options with
        {
            Network = Networks.RandomNetwork.Config() with { VocabularySize = 150 },
            Training = options.Training with { Epochs = 6, BatchRows = 8, LearningRate = 5e-3, WarmUpSteps = 10, MaximumTokens = 40, Lanes = 2 },
            Augmentation = options.Augmentation! with { TitlesPerEpoch = 0, LongestWindow = 38, ShortestWindow = 10 },
            Variety = new VarietyOptions { Sources = [.. Sets], WindowsPerEpoch = 120 },
            ValidationTokens = 40,
            Statements = "none",
        };
    }

    private static RunConsole Silent() => new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }), TimeProvider.System);

    /// <summary>40 articles with words of their own set beside the words that tell.</summary>
    private void Write(string name, int seed)
    {
        var random = new Random(seed);
        string Sentence(int label, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ =>
            random.Next(3) == 0 ? (label == 0 ? "outrage" : "ministry") : random.Next(2) == 0 ? name : "the people of a town".Split(' ')[random.Next(5)]));
        var target = Directory.CreateDirectory(Path.Combine(_folder, "data", name)).FullName;
        using var file = new GZipStream(File.Create(Path.Combine(target, name + ".csv.gz")), CompressionLevel.Fastest);
        file.Write(Encoding.UTF8.GetBytes("id,title,text,subject,date,label,source\r\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{name}-{i},{Sentence(i % 2, 3)} {i},{Sentence(i % 2, 30)},,,{i % 2},\r\n"))));
    }
}
