using System.Text;
using System.Text.Json;
using FakeNews.Grains.Durability;
using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Grains.Tokenization;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Export.Reading;
using FakeNews.Trainer.Gate;
using FakeNews.Trainer.Packages;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Training;
using Spectre.Console;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Retraining;

/// <summary>
/// One retraining in a folder: from plan to gate report. Each stage leaves a file or folder that appears in one move, and is passed over where that is there: killed at any
/// moment, it goes on from the last checkpoint to the same result.
/// </summary>
/// <param name="folder">The retraining's folder.</param>
/// <param name="plan">What it is about.</param>
/// <param name="dataFolder">The base data.</param>
/// <param name="statements">JSON lines with plain true statements; tried where the file is there.</param>
/// <param name="options">How it trains.</param>
/// <param name="limits">Of the gate.</param>
/// <param name="threads">Threads of the computation.</param>
/// <param name="progress">Is told how far it is.</param>
/// <param name="time">Measures the graphs' speed.</param>
public sealed class RetrainRun(
    string folder, RetrainPlan plan, string dataFolder, string statements, RetrainOptions options, GateLimits limits, int threads, RetrainProgress progress, TimeProvider time)
{
    private readonly RunConsole _console = new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }), time);

    /// <summary>The finished package.</summary>
    public string PackageFolder => Path.Combine(folder, "package");

    /// <summary>The gate's report as JSON.</summary>
    public string GatePath => Path.Combine(folder, "gate.json");

    /// <summary>Runs to the gate's report.</summary>
    /// <param name="champion">The model that is trained on.</param>
    /// <param name="labelled">The plan's articles with their texts.</param>
    /// <param name="cancellation">Stops after the current step, with a checkpoint.</param>
    public async Task<GateReport> RunAsync(ModelPackage champion, IReadOnlyList<LabelledArticle> labelled, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(champion);
        if (File.Exists(GatePath))
        {
            return JsonSerializer.Deserialize(await File.ReadAllBytesAsync(GatePath, cancellation), GateJson.Default.GateReport)!;
        }

        progress.Enter(RetrainStage.Reading);
        var sets = new ArticleSets(dataFolder, static _ => { });
        var runOptions = OptionsFor(champion);
        var data = RetrainData.Read(sets, runOptions, options, labelled, PlainStatements.Read(statements));
        if (!Directory.Exists(PackageFolder))
        {
            set_num_threads(threads);
            Pack(champion, runOptions, data, sets, cancellation);
        }

        progress.Enter(RetrainStage.Gate);
        var evidence = await new GateMeasuring(time).MeasureAsync(champion.Folder, PackageFolder, data.Gate, cancellation);
        var report = new PromotionGate(limits).Judge(evidence);
        DurableFile.Replace(Path.Combine(folder, "gate.html"), Encoding.UTF8.GetBytes(GatePage.Render(report)));
        DurableFile.Replace(GatePath, JsonSerializer.SerializeToUtf8Bytes(report, GateJson.Default.GateReport));
        return report;
    }

    private void Pack(ModelPackage champion, RunOptions runOptions, RetrainData data, ArticleSets sets, CancellationToken cancellation)
    {
        var recipe = champion.Manifest.Text;
        var encoder = new ArticleEncoder(new TextPreparer(recipe), WordPieceTokenizer.Load(champion.VocabularyPath));
        using var network = PackagedNetwork.Load(champion);
        Train(network, encoder, runOptions, data, cancellation);
        progress.Enter(RetrainStage.Packing);
        cancellation.ThrowIfCancellationRequested();

        // From here on it is the network that is served: folded, and rounded to what its file holds.
        network.Parameters.Load(HalfRounding.Round(NoNormFolding.Fold(network.Config, network.Parameters.ToArrays())));
        var judged = new RunEvaluation(network, encoder, runOptions, CPU, _console).Judge(data.Run, sets);
        var model = FoldedGraph.Write(network.Config, network.Parameters.ToArrays());
        ExportCheck.Require(model, network, [.. encoder.Encode(data.Run.Split.HeldOut.Take(200)).Select(article => new Sample(article.Cut(runOptions.Training.MaximumTokens), article.Label))]);
        var report = new Dictionary<string, byte[]>
        {
            ["report/retraining.txt"] = Encoding.UTF8.GetBytes(
                $"Trained on from {plan.Champion.Name} {plan.Champion.Version} ({plan.Champion.Sha256}).\n{plan.Why}\n{data.Learned} labelled articles learned, {data.Gate.HeldBack.Count} held back for the gate, {data.Replayed} articles of the base data learned again.\n"),
        };
        var beside = PackageFolder + ".partial";
        if (Directory.Exists(beside))
        {
            Directory.Delete(beside, recursive: true);
        }

        var manifest = new PackageWriter(beside).Write(
            new PackageContent(runOptions, recipe, data.Run, File.ReadAllLines(champion.VocabularyPath), network, model, judged, encoder, report));
        Packages.PackageFolder.Put(beside, manifest with { Parent = plan.Champion.Sha256, Language = champion.Manifest.Language });
        Directory.Move(beside, PackageFolder);
    }

    private void Train(Networks.MobileBert network, ArticleEncoder encoder, RunOptions runOptions, RetrainData data, CancellationToken cancellation)
    {
        progress.Enter(RetrainStage.Training);
        var tokens = Math.Min(options.Tokens, runOptions.Training.MaximumTokens);
        var samples = new WholeArticles(encoder.Encode(data.Run.Split.Training), tokens);
        Sample[] validation = [.. encoder.Encode(data.Run.Split.Validation).Select(article => new Sample(article.Cut(tokens), article.Label))];
        var steps = options.Epochs * LengthBuckets.BatchCount(samples.Count, options.BatchRows);
        var training = runOptions.Training with { WarmUpSteps = (int)(options.WarmUp * steps) };
        var identity = JsonSerializer.Serialize(new { plan.Trigger, plan.Champion, training, tokens, data.Run.Fingerprint });
        var checkpoint = new TrainingCheckpoint(Path.Combine(folder, "checkpoint.safetensors"), identity);
        using var metrics = new MetricsFile(Path.Combine(folder, "metrics.csv"), append: true);
        new TrainingLoop(network, samples, validation, training, CPU, new Observers([metrics, progress]), checkpoint).Run(resume: true, cancellation);
    }

    private RunOptions OptionsFor(ModelPackage champion) => new()
    {
        DataFolder = dataFolder,
        OutputFolder = PackageFolder,
        RunFolder = folder,
        Name = champion.Manifest.Name,
        Version = plan.Version,
        Masks = champion.Manifest.Text.Masks,
        Statements = statements,
        Limit = options.Limit,
        Threads = threads,
        // It reads as its champion does, by a band of its own.
        CascadeTokens = champion.Manifest.Cascade?.Tokens ?? 0,
        FlipBudget = champion.Manifest.Cascade?.FlipBudget ?? 0,
        Training = new TrainingOptions
        {
            Epochs = options.Epochs,
            BatchRows = options.BatchRows,
            LearningRate = options.LearningRate,
            Patience = options.Epochs,
            Seed = options.Seed,
            MaximumTokens = champion.Manifest.MaximumTokens,
            CheckpointSteps = options.CheckpointSteps,
        },
    };
}
