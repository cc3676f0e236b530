using System.Globalization;
using System.Text.Json;
using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Grains.Tokenization;
using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Packages;
using FakeNews.Trainer.Training;
using FakeNews.Trainer.Variety;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Runs;

/// <summary>
/// <c>train</c> from data to package: split, vocabulary, network, training, folding and rounding, and then, with the very weights that are served,
/// calibration, evaluation, export and its check.
/// </summary>
/// <param name="options">What and how.</param>
/// <param name="console">Where a person follows it.</param>
/// <param name="observer">Is told of the training's steps and epochs too, or null.</param>
public sealed class TrainingRun(RunOptions options, RunConsole console, ITrainingObserver? observer = null)
{
    private const int CheckedArticles = 200;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private string MetricsPath => Path.Combine(options.RunFolder, "metrics.csv");

    private string CheckpointPath => Path.Combine(options.RunFolder, "checkpoint.safetensors");

    /// <summary>Runs to the finished package.</summary>
    /// <returns>The manifest that was written.</returns>
    public ModelManifest Run(CancellationToken cancellation)
    {
        var began = console.Time.GetTimestamp();
        set_num_threads(options.Threads);
        Directory.CreateDirectory(options.RunFolder);
        var device = TrainingDevice.Find(options.Training.Device);
        var badRows = new BadRows(options.StopAtBadRow, console.Say);
        var sets = new ArticleSets(options.DataFolder, badRows.Report);
        var data = RunData.Read(sets, options);
        console.Say($"{data.Fingerprint.Description}; training {data.Split.Training.Count}, validation {data.Split.Validation.Count}, held out {data.Split.HeldOut.Count}.");

        var recipe = new TextRecipe(" ", options.Masks);
        var preparer = new TextPreparer(recipe);
        using var start = StartingNetwork.Make(options, data, preparer, console);
        var (network, settled) = (start.Network, options with { Network = start.Network.Structure });
        File.WriteAllText(Path.Combine(options.RunFolder, "options.json"), JsonSerializer.Serialize(settled, Readable));
        File.WriteAllText(Path.Combine(options.RunFolder, Checkpoint.ConfigName), network.ConfigJson);
        var encoder = new ArticleEncoder(preparer, new WordPieceTokenizer(new Grains.Tokenization.Vocabulary(start.Pieces)));
        network.Parameters.MoveTo(device);
        ServedWeights.Load(network, options.Finish ? Finished() : Train(network, data, encoder, device, cancellation));

        // From here on it is the network that is served.
        var evaluation = new RunEvaluation(network, encoder, settled, device, console);
        evaluation.Centre(data);
        var judged = evaluation.Judge(data, sets);
        network.Parameters.MoveTo(CPU);
        Sample[] compared = [.. encoder.Encode(data.Split.HeldOut.Take(CheckedArticles)).Select(article => new Sample(article.Cut(options.Training.MaximumTokens), article.Label))];
        var graph = new GraphExport(network, compared, judged.Calibration.Temperature, null).Export(GraphKind.All[0]);
        console.Say(string.Create(CultureInfo.InvariantCulture, $"Exported: {graph.Model.Length / 1e6:F1} MB; its logits differ from the network's by at most {graph.Agreement.LargestDifference:G2} on {compared.Length} held-out articles."));
        var report = new RunReport(settled, data, judged, graph.Agreement, badRows.Count, MetricsPath, LeaveOneOutTable.Find(options.RunFolder, RunIdentity.Of(options)));
        var manifest = new PackageWriter(options.OutputFolder).Write(
            new PackageContent(settled, recipe, data, start.Pieces, network, graph.Model, judged, encoder, report.OfPackage()));
        report.Write(Path.Combine(options.RunFolder, "report"), ModelPackage.Open(options.OutputFolder), console.Time.GetElapsedTime(began));
        return manifest;
    }

    private IReadOnlyDictionary<string, WeightArray> Finished() => TrainingCheckpoint.LoadBest(CheckpointPath)
        ?? throw new FileNotFoundException($"There is no {CheckpointPath}; --finish packs what an earlier run left in --run.");

    /// <summary>Trains and returns the best weights.</summary>
    private OrderedDictionary<string, WeightArray> Train(IClassifierNetwork network, RunData data, ArticleEncoder encoder, Device device, CancellationToken cancellation)
    {
        IReadOnlyList<TokenizedArticle> Tokenized(string part, IReadOnlyList<LabelledArticle> articles)
        {
            var key = JsonSerializer.Serialize(new { part, data.Fingerprint, options.Masks, Vocabulary = encoder.Vocabulary.Pieces });
            return new TokenCache(Path.Combine(options.RunFolder, $"tokens-{part}.bin"), key).Get(() => encoder.Encode(articles));
        }

        var articles = Tokenized("training", data.Split.Training);
        ISampleSource samples = options is { Variety: { } variety, Augmentation: { } windows } && data.Sources.Count > 0
            ? Varied(articles, data, encoder, variety, windows)
            : options.Augmentation is { } augmentation ? new AugmentedArticles(articles, encoder.Encode(data.Titles), augmentation, encoder.Special, options.Training.Seed)
            : new WholeArticles(articles, options.Training.MaximumTokens);
        var validationTokens = Math.Min(options.ValidationTokens, options.Training.MaximumTokens);
        Sample[] validation = [.. Tokenized("validation", [.. data.BalancedValidation().SelectMany(static part => part)]).Select(article => new Sample(article.Cut(validationTokens), article.Label))];
        var identity = JsonSerializer.Serialize(new { network.Structure, options.Training, options.Augmentation, options.Masks, options.EmbeddingsFrom, options.From, options.Start, options.Variety, data.Fingerprint });
        var checkpoint = new TrainingCheckpoint(CheckpointPath, identity);
        var weights = ClassWeights.Parse(options.Training.ClassWeights, [.. articles.Select(article => article.Label)]);
        using var metrics = new MetricsFile(MetricsPath, options.Resume);
        using var progress = console.Follow(options.Training);
        network.Parameters.Arithmetic = TrainingDevice.Arithmetic(options.Training.Arithmetic, device);
        new TrainingLoop(network, samples, validation, options.Training, device, new Observers([metrics, progress, .. observer is null ? [] : new[] { observer }]), checkpoint, weights).Run(options.Resume, cancellation);
        network.Parameters.Arithmetic = ScalarType.Float32;
        return network.Parameters.ToArrays();
    }

    /// <summary>Windows of ISOT and the other sets, with teachers where the labels do not teach alone.</summary>
    private VariedWindows Varied(IReadOnlyList<TokenizedArticle> isot, RunData data, ArticleEncoder encoder, VarietyOptions variety, AugmentationOptions windows)
    {
        var sources = LearnedSource.Share(isot, [.. data.Sources.Select(source => encoder.Encode(source.Training))], variety, options.Training.TaughtShare > 0 ? [.. data.Unlabelled.Select(encoder.Encode)] : []);
        var began = console.Time.GetTimestamp();
        var teachers = options.Training.TaughtShare > 0 ? SourceTeachers.Fit(sources, new PieceWords(encoder.Vocabulary.Pieces)) : null;
        if (teachers is not null)
        {
            console.Say(string.Create(CultureInfo.InvariantCulture, $"Teachers: TF-IDF on {sources.Count(static source => !source.IsIsot && source.IsLabelled)} sets in {console.Time.GetElapsedTime(began).TotalSeconds:F1} s."));
        }

        return new VariedWindows(sources, teachers, windows, (variety.IsotMiddle, variety.IsotMargin), encoder.Special, options.Training.Seed);
    }
}
