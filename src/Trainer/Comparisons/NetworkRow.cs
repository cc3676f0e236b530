using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Grains.Tokenization;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Packages;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Comparisons;

/// <summary>Trains one network to a package of its own, adds its int8 graph, and measures both as they are served.</summary>
/// <param name="options">What is measured.</param>
/// <param name="data">For the headlines whose speed is measured.</param>
/// <param name="console">Where a person follows it.</param>
public sealed class NetworkRow(ComparisonOptions options, RunData data, RunConsole console)
{
    private const int ComparedArticles = 2000;

    /// <summary>Runs.</summary>
    public ComparisonRow Run(ComparedNetwork network, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        console.Say($"{network.Name} ...");
        var recipe = options.Recipe with
        {
            Name = network.Name,
            From = network.From,
            Network = network.Structure ?? options.Recipe.Network,
            OutputFolder = Path.Combine(options.Recipe.OutputFolder, network.Name),
            RunFolder = Path.Combine(options.Recipe.RunFolder, network.Name),
        };
        PeakMemory.Begin();
        var clock = new TrainingClock(console.Time);
        var manifest = new TrainingRun(recipe, console, clock).Run(cancellation);
        var peak = PeakMemory.Read();
        using var source = ExportSource.OfRun(recipe.RunFolder, [], ComparedArticles);
        var (graphs, refused) = Export(source, manifest.Temperature);
        PackageFolder.Write(recipe.OutputFolder, graphs);
        var (headlines, articles) = (Headlines(recipe), source.Validation.Take(options.SpeedArticles).Select(sample => sample.Ids).ToArray());
        ServingFigures Serve(ExportedGraph graph) =>
            ServingProcess.Measure(new ServingRequest(graph.Kind.Name, Path.Combine(recipe.OutputFolder, graph.Kind.File), headlines, articles, options.Callers), cancellation);
        return new ComparisonRow(
            network.Name,
            false,
            manifest.Metrics["heldOut.accuracy"],
            manifest.Metrics["heldOut.weightedF1"],
            manifest.Metrics.TryGetValue("heldOut.rocAuc", out var area) ? area : null,
            source.Network.Parameters.Values,
            clock.Duration.TotalSeconds,
            clock.Rate,
            peak,
            [.. graphs.Select(Serve)],
            refused);
    }

    private (List<ExportedGraph> Graphs, string? Refused) Export(ExportSource source, double temperature)
    {
        var export = new GraphExport(source.Network, source.Validation, temperature, console.Time);
        var (graphs, refused) = (new List<ExportedGraph>(), (string?)null);
        foreach (var kind in GraphKind.Parse("fp32,int8"))
        {
            try
            {
                graphs.Add(export.Export(kind));
            }
            catch (InvalidDataException why)
            {
                refused = why.Message;
                console.Say(why.Message);
            }
        }

        return (graphs, refused);
    }

    private ushort[][] Headlines(RunOptions recipe)
    {
        var tokenizer = WordPieceTokenizer.Load(Path.Combine(recipe.RunFolder, "vocab.txt"));
        var preparer = new TextPreparer(new TextRecipe(" ", recipe.Masks));
        var encoder = new ArticleEncoder(preparer, tokenizer);
        return [.. data.Split.HeldOut.Take(options.SpeedArticles).Select(article => encoder.EncodeText(preparer.Prepare(article.Title, null), recipe.Training.MaximumTokens))];
    }
}
