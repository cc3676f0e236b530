using System.Globalization;
using System.Text.Json;
using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Grains.Tokenization;
using FakeNews.Trainer.Checkpoints.Safetensors;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Packages;
using FakeNews.Trainer.Reports;
using FakeNews.Trainer.Training;
using FakeNews.Trainer.Vocabulary;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Runs;

/// <summary>
/// <c>train</c> from data to package: split, vocabulary, network, training, folding and rounding, and then, with the very weights that are served,
/// calibration, evaluation, export and its check.
/// </summary>
/// <param name="options">What and how.</param>
/// <param name="console">Where a person follows it.</param>
public sealed class TrainingRun(RunOptions options, RunConsole console)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Runs to the finished package.</summary>
    /// <returns>The manifest that was written.</returns>
    public ModelManifest Run(CancellationToken cancellation)
    {
        set_num_threads(options.Threads);
        Directory.CreateDirectory(options.RunFolder);
        File.WriteAllText(Path.Combine(options.RunFolder, "options.json"), JsonSerializer.Serialize(options, Readable));
        var sets = new ArticleSets(options.DataFolder, console.BadRow);
        var data = RunData.Read(sets, options);
        console.Say($"{data.Fingerprint.Description}; training {data.Split.Training.Count}, validation {data.Split.Validation.Count}, held out {data.Split.HeldOut.Count}.");

        var recipe = new TextRecipe(" ", options.Masks);
        var preparer = new TextPreparer(recipe);
        var pieces = Vocabulary(data, preparer);
        var encoder = new ArticleEncoder(preparer, new WordPieceTokenizer(new Grains.Tokenization.Vocabulary(pieces)));
        using var network = new MobileBert(options.Network with { VocabularySize = pieces.Count });
        console.Say($"MobileBERT of {network.Config.Layers} layers, {pieces.Count} pieces, {network.Parameters.Values / 1e6:F2} million parameters.");
        if (options.Finish)
        {
            network.Parameters.Load(TrainingCheckpoint.LoadBest(CheckpointPath)
                ?? throw new FileNotFoundException($"There is no {CheckpointPath}; --finish packs what an earlier run left in --run."));
        }
        else
        {
            Train(network, data, encoder, pieces, cancellation);
        }

        // From here on it is the network that is served: folded, and rounded to what its file holds.
        network.Parameters.Load(HalfRounding.Round(NoNormFolding.Fold(network.Config, network.Parameters.ToArrays())));
        var judged = new RunEvaluation(network, encoder, options, console).Judge(data, sets);
        var model = FoldedGraph.Write(network.Config, network.Parameters.ToArrays());
        var difference = ExportCheck.Require(model, network, [.. judged.HeldOut.Samples.Take(200)]);
        console.Say($"Exported: {model.Length / 1e6:F1} MB; its logits differ from the network's by at most {difference:G2} on 200 held-out articles.");
        var report = new ModelReport(options, data, judged, MetricsTable.Read(MetricsPath), console.BadRows);
        return new PackageWriter(options.OutputFolder).Write(
            new PackageContent(options, recipe, data, pieces, network, model, judged, encoder, report.Files()));
    }

    private string MetricsPath => Path.Combine(options.RunFolder, "metrics.csv");

    private string CheckpointPath => Path.Combine(options.RunFolder, "checkpoint.safetensors");

    /// <summary>Learned from the training texts; a run that goes on keeps the one it began with.</summary>
    private IReadOnlyList<string> Vocabulary(RunData data, TextPreparer preparer)
    {
        var path = Path.Combine(options.RunFolder, "vocab.txt");
        if ((options.Resume || options.Finish) && File.Exists(path))
        {
            return File.ReadAllLines(path);
        }

        var texts = data.TrainingTexts(preparer).ToList();
        var began = console.Time.GetTimestamp();
        var counter = new WordCounter();
        texts.ForEach(text => counter.Add(text));
        var pieces = WordPieceTrainer.Train(counter.Counts, options.Network.VocabularySize);
        var (size, seconds) = (texts.Sum(text => (double)text.Length) / 1e6, console.Time.GetElapsedTime(began).TotalSeconds);
        console.Say(string.Create(CultureInfo.InvariantCulture, $"Vocabulary: {pieces.Count} pieces from {size:F1} million characters in {seconds:F1} s."));
        File.WriteAllText(path, string.Concat(pieces.Select(piece => piece + "\n")));
        return pieces;
    }

    private void Train(MobileBert network, RunData data, ArticleEncoder encoder, IReadOnlyList<string> pieces, CancellationToken cancellation)
    {
        FanInInitialization.Apply(network, options.Training.Seed);
        if (options.EmbeddingsFrom is { } folder)
        {
            TransferEmbeddings(network, pieces, folder);
        }

        var articles = encoder.Encode(data.Split.Training);
        ISampleSource samples = options.Augmentation is { } augmentation
            ? new AugmentedArticles(articles, encoder.Encode(data.Titles), augmentation, encoder.Special, options.Training.Seed)
            : new WholeArticles(articles, options.Training.MaximumTokens);
        Sample[] validation = [.. encoder.Encode(data.Split.Validation).Select(article => new Sample(article.Cut(options.ValidationTokens), article.Label))];
        var identity = JsonSerializer.Serialize(new { options.Network, options.Training, options.Augmentation, options.Masks, options.EmbeddingsFrom, data.Fingerprint });
        var checkpoint = new TrainingCheckpoint(CheckpointPath, identity);
        using var metrics = new MetricsFile(MetricsPath, options.Resume);
        using var progress = console.Follow(options.Training);
        new TrainingLoop(network, samples, validation, options.Training, CPU, new Observers(metrics, progress), checkpoint).Run(options.Resume, cancellation);
    }

    private void TransferEmbeddings(MobileBert network, IReadOnlyList<string> pieces, string folder)
    {
        using var file = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        var name = file.Entries.Single(entry => entry.Name.EndsWith("embeddings.word_embeddings.weight", StringComparison.Ordinal)).Name;
        var table = file.Read(name);
        var teacher = Grains.Tokenization.Vocabulary.Load(Path.Combine(folder, "vocab.txt"));
        EmbeddingTransfer.Apply(network, pieces, teacher, new WeightArray([.. table.Shape.Extents.Select(n => (int)n)], table.ToSingles()));
        console.Say($"First embeddings from {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}.");
    }
}
