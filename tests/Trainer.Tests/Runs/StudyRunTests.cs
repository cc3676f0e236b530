using System.Globalization;
using System.Text.Json;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Served;
using FakeNews.Trainer.Tests.Goldens;
using FakeNews.Trainer.Training;
using Spectre.Console;

namespace FakeNews.Trainer.Tests.Runs;

/// <summary>Fine-tuning of tiny pretrained networks on made-up articles, from Kaggle's files to a package.</summary>
[Collection(TorchCollection.Name)]
public sealed class StudyRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Buckets_and_lanes_give_the_losses_of_padding_to_the_longest_input()
    {
        // The golden's [PAD] row is not zero: were it left, the last token of a row would see it or not, depending on the batch's longest row.
        var from = WithoutDropout("mobilebert-tiny");
        var padded = Losses(Options("mobilebert-tiny", "padded") with { From = from, Training = Training with { PadToMaximum = true } });
        var bucketed = Losses(Options("mobilebert-tiny", "bucketed") with { From = from, Training = Training with { Lanes = 2 } });

        Assert.Equal(padded.Count, bucketed.Count);
        Assert.InRange(padded.Count, 8, 1000);
        Assert.All(padded.Zip(bucketed), pair => Assert.Equal(pair.First, pair.Second, 2e-5));
    }

    [Fact]
    public void The_package_of_a_fine_tuned_bert_has_its_vocabulary_and_is_served()
    {
        var options = Options("tinybert-tiny", "bert");
        var manifest = Run(options);
        Assert.Equal(File.ReadAllLines(Golden.File("models/tinybert-tiny/vocab.txt")), File.ReadAllLines(Path.Combine(options.OutputFolder, "vocab.txt")));
        Assert.Contains("random 70:15:15", manifest.Data.Split, StringComparison.Ordinal);
        Assert.StartsWith("True + Fake: 120 articles", manifest.Data.Description, StringComparison.Ordinal);
        Assert.Equal(0, File.ReadAllText(Path.Combine(options.OutputFolder, "report", "report.md")).Split("97.9").Length - 1);
        Assert.Contains("True.csv", File.ReadAllText(Path.Combine(options.RunFolder, "options.json")), StringComparison.Ordinal);
        Assert.IsType<BertConfig>(JsonSerializer.Deserialize<RunOptions>(File.ReadAllText(Path.Combine(options.RunFolder, "options.json")))!.Network);
        using var exported = ExportSource.OfRun(options.RunFolder, [], 10);
        Assert.Equal(10, exported.Validation.Count);
    }

    [Fact]
    public async Task What_a_served_package_says_is_what_its_report_says()
    {
        var options = Options("distilbert-tiny", "distil");
        var manifest = Run(options);
        await using var served = await ServedModel.OpenAsync(options.OutputFolder, null, TimeProvider.System);
        var heldOut = File.ReadAllLines(Path.Combine(options.OutputFolder, "report", "held-out.txt")).ToHashSet(StringComparer.Ordinal);
        var articles = options.Files.SelectMany(file => Data.ReadAll(file)).Where(article => heldOut.Contains(article.Id)).ToList();
        var set = SetEvaluation.Measure(await served.ScoreAsync("again", articles, cancellation: TestContext.Current.CancellationToken), manifest.Thresholds);

        Assert.Equal(18, articles.Count);
        Assert.Equal(manifest.Metrics["heldOut.accuracy"], set.Metrics.Confusion.Accuracy, 1e-6);
        Assert.Equal(manifest.Metrics["heldOut.rocAuc"], set.Metrics.RocAuc!.Value, 1e-6);
    }

    [Fact]
    public void Several_seeds_share_a_split_and_differ_in_the_rest()
    {
        var options = Options("tinybert-tiny", "seeds") with { Training = Training with { LearningRate = 1e-3 } };
        var figures = new SeedRuns(options, [1, 2], Console()).Run(TestContext.Current.CancellationToken);
        string Of(int seed, string file) => File.ReadAllText(Path.Combine(options.OutputFolder, $"seed-{seed}", file));

        Assert.Equal(Of(1, "report/held-out.txt"), Of(2, "report/held-out.txt"));
        Assert.NotEqual(Of(1, "golden.jsonl"), Of(2, "golden.jsonl"));
        var accuracy = figures.Single(figure => figure.Name == "heldOut.accuracy");
        Assert.Equal(accuracy.Values.Average(), accuracy.Mean, 1e-12);
        Assert.Contains($"| heldOut.accuracy | {accuracy} |", File.ReadAllText(Path.Combine(options.OutputFolder, "seeds.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_row_stops_a_run_that_is_asked_to_stop()
    {
        var options = Options("tinybert-tiny", "bad");
        File.AppendAllText(options.Files[0], "\"only a title\"\r\n");

        Assert.Contains("True.csv", Assert.Throws<InvalidDataException>(() => Run(options with { StopAtBadRow = true })).Message, StringComparison.Ordinal);
        Run(options);
        Assert.Contains("1 bad rows left out", File.ReadAllText(Path.Combine(options.OutputFolder, "report", "report.md")), StringComparison.Ordinal);
    }

    private static TrainingOptions Training => new() { Epochs = 1, MaximumTokens = 48, WarmUpSteps = 2, BatchRows = 8 };

    private RunOptions Options(string model, string name)
    {
        var (real, fake) = MadeUpArticles.WriteKaggle(_folder);
        return RunPresets.Study(null, Path.Combine(_folder, name, "package"), Path.Combine(_folder, name, "run")) with
        {
            Files = [real, fake],
            From = Path.GetDirectoryName(Golden.File($"models/{model}/config.json")),
            Training = Training,
            ValidationTokens = 48,
            Leaks = false,
            Statements = "none",
        };
    }

    private string WithoutDropout(string model)
    {
        var (source, target) = (Path.GetDirectoryName(Golden.File($"models/{model}/config.json"))!, Directory.CreateDirectory(Path.Combine(_folder, model)).FullName);
        foreach (var name in new[] { "model.safetensors", "vocab.txt" })
        {
            File.Copy(Path.Combine(source, name), Path.Combine(target, name));
        }

        var config = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(source, "config.json")))!;
        (config["attention_probs_dropout_prob"], config["hidden_dropout_prob"], config["classifier_dropout"]) = (0, 0, 0);
        File.WriteAllText(Path.Combine(target, "config.json"), config.ToJsonString());
        return target;
    }

    private static List<double> Losses(RunOptions options)
    {
        Run(options);
        return [.. File.ReadLines(Path.Combine(options.RunFolder, "metrics.csv")).Skip(1).Select(line => double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture))];
    }

    private static ModelManifest Run(RunOptions options) => new TrainingRun(options, Console()).Run(TestContext.Current.CancellationToken);

    private static RunConsole Console() =>
        new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }), TimeProvider.System);

    private static class Data
    {
        public static IEnumerable<Trainer.Data.LabelledArticle> ReadAll(string file) => Trainer.Data.ArticleFile.Read(file, static row => throw new InvalidDataException(row.ToString()));
    }
}
