using System.Text.Json;
using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Grains.Tokenization;
using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Packages;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Runs;

/// <summary>A network to export, and rows to compare its graphs on.</summary>
/// <param name="Network">With the weights that are served; owned.</param>
/// <param name="Validation">At least one row.</param>
/// <param name="Compared">What the rows are, in words.</param>
public sealed record ExportSource(IClassifierNetwork Network, IReadOnlyList<Sample> Validation, string Compared) : IDisposable
{
    /// <summary>The best weights of a run of <c>train</c>, folded and rounded as its package's are.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="files">Articles to compare on; empty for the run's validation part.</param>
    /// <param name="limit">Rows at most.</param>
    /// <exception cref="FileNotFoundException">The folder is not that of a run.</exception>
    public static ExportSource OfRun(string folder, IReadOnlyList<string> files, int limit)
    {
        var path = Path.Combine(folder, "options.json");
        var best = TrainingCheckpoint.LoadBest(Path.Combine(folder, "checkpoint.safetensors"));
        if (best is null || !File.Exists(path))
        {
            throw new FileNotFoundException($"{folder} is not the folder of a run: options.json or checkpoint.safetensors is missing.");
        }

        var options = JsonSerializer.Deserialize<RunOptions>(File.ReadAllText(path))!;
        var pieces = File.ReadAllLines(Path.Combine(folder, "vocab.txt"));
        var encoder = new ArticleEncoder(new TextPreparer(new TextRecipe(" ", options.Masks)), new WordPieceTokenizer(new Grains.Tokenization.Vocabulary(pieces)));
        var network = options.Network.Create();
        ServedWeights.Load(network, best);
        var data = files.Count == 0 || options.Variety is not null ? RunData.Read(new ArticleSets(options.DataFolder, static _ => { }), options) : null;
        if (data is not null)
        {
            new RunEvaluation(network, encoder, options, TorchSharp.torch.CPU, RunConsole.Silent(TimeProvider.System)).Centre(data);
        }

        var articles = files.Count > 0 ? Read(files) : data!.Split.Validation;
        return new ExportSource(network, Rows(encoder, articles, options.Training.MaximumTokens, limit), files.Count > 0 ? "given articles" : "articles of the run's validation part");
    }

    /// <summary>A model as Hugging Face stores it; texts are title, blank, body, unmasked.</summary>
    /// <param name="folder">Folder or file of weights.</param>
    /// <param name="files">Articles to compare on; empty for sentences of our own.</param>
    /// <param name="limit">Rows at most.</param>
    /// <exception cref="CheckpointException">It can't be read.</exception>
    public static ExportSource OfCheckpoint(string folder, IReadOnlyList<string> files, int limit)
    {
        var pieces = CheckpointVocabulary.Read(Directory.Exists(folder) ? folder : Path.GetDirectoryName(Path.GetFullPath(folder))!);
        var network = NetworkCheckpoint.Load(folder).Network;
        var tokenizer = new WordPieceTokenizer(new Grains.Tokenization.Vocabulary(pieces));
        var encoder = new ArticleEncoder(new TextPreparer(new TextRecipe(" ", [])), tokenizer);
        return files.Count > 0
            ? new ExportSource(network, Rows(encoder, Read(files), network.MaximumPositions, limit), "given articles")
            : new ExportSource(network, [.. GoldenSentences.All.Select(text => new Sample(encoder.EncodeText(text, network.MaximumPositions), 0))], "sentences of our own; --validation compares on articles");
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();

    private static IEnumerable<LabelledArticle> Read(IEnumerable<string> files) => files.SelectMany(file => ArticleFile.Read(file, static _ => { }));

    private static Sample[] Rows(ArticleEncoder encoder, IEnumerable<LabelledArticle> articles, int maximumTokens, int limit)
    {
        Sample[] rows = [.. encoder.Encode(articles.Take(limit)).Select(article => new Sample(article.Cut(maximumTokens), article.Label))];
        return rows.Length > 0 ? rows : throw new InvalidDataException("There is no article to compare graph and network on.");
    }
}
