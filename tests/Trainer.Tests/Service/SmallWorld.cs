using System.IO.Compression;
using System.Text;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Gate;
using FakeNews.Trainer.Labelled;
using FakeNews.Trainer.Retraining;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Service;
using FakeNews.Trainer.Training;
using Spectre.Console;

namespace FakeNews.Trainer.Tests.Service;

/// <summary>
/// Made-up articles whose words tell the classes apart, a small champion that has learned them, and labelled articles of another kind, whose words it has never seen.
/// </summary>
public sealed class SmallWorld : IDisposable
{
    private static readonly string[] Common = ["the", "town", "said", "on", "a", "day", "in", "many", "people", "road"];
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    public SmallWorld()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 400).Select(i => (Id: $"row-{i:D3}", Title: $"{Sentence(random, i % 2, 5, "outrage", "ministry", 0.15)} {i}", Text: Sentence(random, i % 2, 30, "outrage", "ministry", 0.15), Label: i % 2)).ToList();
        Write("isot_bodies", rows.Select(row => $"{row.Id},{row.Title},{row.Text},,,{row.Label},"));
        Write("isot_titles_full", rows.Select(row => $"{row.Id},{row.Title},,,,{row.Label},"));
        var package = Path.Combine(_folder, "champion");
        var options = RunPresets.Demo(Data, package, Path.Combine(_folder, "base"));
        options = options with
        {
            Network = Networks.RandomNetwork.Config() with { VocabularySize = 150 },
            Training = new TrainingOptions { Epochs = 6, BatchRows = 8, LearningRate = 5e-3, WarmUpSteps = 10, MaximumTokens = 40, Patience = 6 },
            Augmentation = null,
            Masks = [],
            ValidationTokens = 40,
            Statements = "none",
        };
        new TrainingRun(options, new RunConsole(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }), TimeProvider.System)).Run(CancellationToken.None);
        Champion = ModelPackage.Open(package);
    }

    public string Data => Path.Combine(_folder, "data");

    public ModelPackage Champion { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Labels of the new kind of article.</summary>
    /// <param name="count">How many.</param>
    /// <param name="flipped">Share that is labelled the wrong way round.</param>
    public static IReadOnlyList<LabelArrival> NewKind(int count, double flipped = 0)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var label = random.NextDouble() < flipped ? 1 - (i % 2) : i % 2;
            return new LabelArrival(0, i, new ArticleLabel(
                $"new-{i}", (ReviewLabel)label, "anna", Sentence(random, i % 2, 5, "miracle", "committee", 0.05), $"{Sentence(random, i % 2, 30, "miracle", "committee", 0.05)} {i}", DateTimeOffset.UnixEpoch));
        })];
    }

    /// <summary>A folder and settings for one trainer.</summary>
    public TrainerOptions Options(string name) => new()
    {
        Folder = Directory.CreateDirectory(Path.Combine(_folder, name + "-" + Guid.NewGuid().ToString("n")[..6])).FullName,
        BootstrapServers = "nowhere:1",
        Data = Data,
        Statements = "none",
        NewLabels = 100,
        Threads = 1,
        Retrain = new RetrainOptions { Epochs = 10, LearningRate = 6e-3, BatchRows = 8, Tokens = 40, Replay = 1, ReplayLeast = 100, CheckpointSteps = 3 },
        // Sixty held-out articles tell no small losses from chance, and other tests run beside the measuring of speed; what tells wrong labels has its default.
        Gate = new GateLimits { Resamples = 200, HeldOutLoss = 0.2, CalibrationRise = 0.1, LogLossRatio = 4, FalseFlags = 0.2, CaughtLoss = 0.3, CounterfactualRise = 0.5, SpeedShare = 0.01 },
    };

    private static string Sentence(Random random, int label, int words, string fake, string real, double crossed) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => random.Next(4) > 0 ? Common[random.Next(Common.Length)] : label == 0 == random.NextDouble() >= crossed ? fake : real));

    private void Write(string name, IEnumerable<string> rows)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Data, "isot")).FullName;
        using var file = new GZipStream(File.Create(Path.Combine(folder, name + ".csv.gz")), CompressionLevel.Fastest);
        file.Write(Encoding.UTF8.GetBytes("id,title,text,subject,date,label,source\r\n" + string.Concat(rows.Select(row => row + "\r\n"))));
    }
}
