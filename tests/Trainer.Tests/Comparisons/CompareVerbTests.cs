using System.Globalization;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Tests.Commands;
using FakeNews.Trainer.Tests.Goldens;
using FakeNews.Trainer.Tests.Runs;

namespace FakeNews.Trainer.Tests.Comparisons;

/// <summary>The whole verb in its own process: made-up articles, the goldens' tiny networks.</summary>
public sealed class CompareVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_trains_and_measures_every_row()
    {
        var (real, fake) = MadeUpArticles.WriteKaggle(_folder);
        var output = Path.Combine(_folder, "compare");
        static string Pretrained(string name) => Path.GetDirectoryName(Golden.File($"models/{name}/config.json"))!;
        var (code, printed, error) = await TrainerProgram.Run(
            "compare", real, fake, "--preset", "study", "--output", output, "--run", Path.Combine(_folder, "runs"), "--epochs", "1", "--maximum-tokens", "32", "--warm-up", "0", "--speed-articles", "4",
            "--tinybert", Pretrained("tinybert-tiny"), "--distilbert", Pretrained("distilbert-tiny"), "--mobilebert", Pretrained("mobilebert-tiny"));
        Assert.True(code == 0, error + printed);

        var lines = File.ReadAllLines(Path.Combine(output, "compare.csv")).Select(line => line.Split(',')).ToList();
        var rows = lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(pair => pair.First, pair => pair.Second)).ToList();
        Assert.Contains(rows, row => row["model"] == "majority");
        Assert.Contains(rows, row => row["model"] == "punctuation only");
        Assert.Contains(rows, row => row["model"] == "TF-IDF + logistic regression" && row["parameters"].Length > 0);
        foreach (var name in new[] { "tinybert", "distilbert", "mobilebert" })
        {
            var precisions = rows.Where(row => row["model"] == name).ToList();
            Assert.Contains(precisions, row => row["precision"] == "fp32");
            Assert.All(precisions, row => Assert.All(row.Where(cell => cell.Key is not ("serving MB" or "training peak MB")), cell => Assert.NotEqual("", cell.Value)));
            if (OperatingSystem.IsLinux())
            {
                // Each is served in a process of its own, so that even a tiny one has to bring ONNX Runtime into memory.
                Assert.All(precisions, row => Assert.InRange(int.Parse(row["serving MB"], CultureInfo.InvariantCulture), 5, 500));
            }

            Assert.Contains("fp32", ModelPackage.Open(Path.Combine(output, name)).Manifest.Graphs.Select(graph => graph.Precision));
        }

        // The made-up classes differ by a word: a bag of words sees that, whoever says always the same is right every other time.
        Assert.Equal("1.0000", rows.Single(row => row["model"].StartsWith("TF-IDF", StringComparison.Ordinal))["accuracy"]);
        Assert.Equal("0.5000", rows.Single(row => row["model"] == "majority")["accuracy"]);
        Assert.Contains("accuracy-latency.png", File.ReadAllText(Path.Combine(output, "compare.md")), StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(output, "accuracy-latency.png")).Length > 1000);
        Assert.Contains("data:image/png;base64", File.ReadAllText(Path.Combine(output, "index.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare --output x", "Name article files, or with --data")]
    [InlineData("compare a.csv --output x --models bert", "--models lists 'bert'")]
    [InlineData("compare a.csv --output x --preset study", "--from names its folder")]
    [InlineData("compare a.csv --output x --mobilebert nowhere", "There is no folder nowhere")]
    public async Task Bad_input_is_one_sentence_and_exit_code_2(string arguments, string sentence)
    {
        var (code, _, error) = await TrainerProgram.Run(arguments.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }
}
