using System.Globalization;
using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Checkpoints.Safetensors;
using FakeNews.Trainer.Export.Reading;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Vocabulary;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Runs;

/// <summary>The network that a training begins with, and its word pieces: new ones, or those of a package or of a pretrained network's folder.</summary>
/// <param name="Network">Owned.</param>
/// <param name="Pieces">By id.</param>
public sealed record StartingNetwork(IClassifierNetwork Network, IReadOnlyList<string> Pieces) : IDisposable
{
    /// <summary>Makes it, and writes its vocabulary into the run's folder.</summary>
    /// <exception cref="InvalidDataException">The pretrained network does not fit the run.</exception>
    /// <exception cref="CheckpointException">The pretrained network can't be read.</exception>
    public static StartingNetwork Make(RunOptions options, RunData data, TextPreparer preparer, RunConsole console)
    {
        var path = Path.Combine(options.RunFolder, Checkpoint.VocabularyName);
        var start = options.Start is { } package ? Packaged(package, console) : options.From is { } folder ? Pretrained(folder, options, console) : Fresh(path, options, data, preparer, console);
        File.WriteAllText(path, string.Concat(start.Pieces.Select(piece => piece + "\n")));
        FormattableString line = $"{start.Network.Structure.Kind} of {start.Network.Structure.Depth} layers, {start.Pieces.Count} pieces, {start.Network.Parameters.Values / 1e6:F2} million parameters.";
        console.Say(line.ToString(CultureInfo.InvariantCulture));
        return start;
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();

    private static StartingNetwork Pretrained(string folder, RunOptions options, RunConsole console)
    {
        var pieces = CheckpointVocabulary.Read(folder);
        var (network, report) = NetworkCheckpoint.Load(folder, options.Training.Seed);
        if (network.Labels != 2 || pieces.Count > network.Structure.VocabularySize || options.Training.MaximumTokens > network.MaximumPositions)
        {
            var (labels, rows, positions) = (network.Labels, network.Structure.VocabularySize, network.MaximumPositions);
            network.Dispose();
            throw new InvalidDataException(labels != 2
                ? $"{folder} is a classifier of {labels} classes; give a pretrained encoder, or a classifier of two."
                : pieces.Count > rows ? $"{folder} has {pieces.Count} word pieces but embeddings for {rows}." : $"--maximum-tokens must be from 2 to {positions}, the positions of {folder}.");
        }

        if (network is MobileBert mobile)
        {
            // A trigram lets a token see the [PAD] behind it. Batches are padded to their own longest row and serving does not pad, so whether there is one must not matter:
            // its row is 0, as what lies beyond the end is, and stays so because it has no gradient.
            using var frozen = no_grad();
            mobile.Parameters[MobileBert.WordEmbeddings][mobile.PaddingId].zero_();
        }

        console.Say($"Weights from {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}: {report.Found.Count} parameters taken, {report.Missing.Length} begin anew ({Shown(report.Missing)}), {report.Unexpected.Length} not used ({Shown(report.Unexpected)}).");
        return new StartingNetwork(network, pieces);
    }

    private static StartingNetwork Packaged(string path, RunConsole console)
    {
        var package = ModelPackage.Open(path);
        console.Say($"Weights and word pieces from {package.Identity.Name} {package.Identity.Version}.");
        return new StartingNetwork(PackagedNetwork.Load(package), File.ReadAllLines(package.VocabularyPath));
    }

    private static StartingNetwork Fresh(string path, RunOptions options, RunData data, TextPreparer preparer, RunConsole console)
    {
        // A run that goes on keeps the vocabulary that it began with.
        var pieces = (options.Resume || options.Finish) && File.Exists(path) ? File.ReadAllLines(path) : LearnedVocabulary(options, data, preparer, console);
        var network = (options.Network with { VocabularySize = pieces.Count }).Create();
        FanInInitialization.Apply(network, options.Training.Seed);
        if (options.EmbeddingsFrom is { } folder && network is MobileBert mobile)
        {
            TransferEmbeddings(mobile, pieces, folder);
            console.Say($"First embeddings from {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}.");
        }

        return new StartingNetwork(network, pieces);
    }

    private static IReadOnlyList<string> LearnedVocabulary(RunOptions options, RunData data, TextPreparer preparer, RunConsole console)
    {
        var texts = data.TrainingTexts(preparer).ToList();
        var began = console.Time.GetTimestamp();
        var counter = new WordCounter();
        texts.ForEach(text => counter.Add(text));
        var pieces = WordPieceTrainer.Train(counter.Counts, options.Network.VocabularySize);
        var (size, seconds) = (texts.Sum(text => (double)text.Length) / 1e6, console.Time.GetElapsedTime(began).TotalSeconds);
        console.Say(string.Create(CultureInfo.InvariantCulture, $"Vocabulary: {pieces.Count} pieces from {size:F1} million characters in {seconds:F1} s."));
        return pieces;
    }

    private static void TransferEmbeddings(MobileBert network, IReadOnlyList<string> pieces, string folder)
    {
        using var file = SafetensorsFile.Open(Path.Combine(folder, Checkpoint.WeightsName));
        var name = file.Entries.Single(entry => entry.Name.EndsWith("embeddings.word_embeddings.weight", StringComparison.Ordinal)).Name;
        var table = file.Read(name);
        var teacher = new Grains.Tokenization.Vocabulary(CheckpointVocabulary.Read(folder));
        EmbeddingTransfer.Apply(network, pieces, teacher, new WeightArray([.. table.Shape.Extents.Select(n => (int)n)], table.ToSingles()));
    }

    private static string Shown(IReadOnlyCollection<string> names) => names.Count == 0 ? "none" : string.Join(", ", names.Take(4)) + (names.Count > 4 ? ", ..." : "");
}
