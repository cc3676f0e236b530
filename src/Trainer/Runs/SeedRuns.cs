using System.Globalization;
using System.Text;
using FakeNews.Grains.Models;

namespace FakeNews.Trainer.Runs;

/// <summary>The same training with several seeds on one split: how much of a figure is chance.</summary>
/// <param name="options">The recipe; each run has folders of its own below the output and the run folder.</param>
/// <param name="seeds">Two or more; the first decides the split where no other is asked for.</param>
/// <param name="console">Where a person follows it.</param>
public sealed class SeedRuns(RunOptions options, IReadOnlyList<int> seeds, RunConsole console)
{
    /// <summary>Trains with each, and writes <c>seeds.md</c> and <c>seeds.csv</c> into the output folder.</summary>
    /// <returns>Mean and deviation of each figure.</returns>
    public IReadOnlyList<SeedFigure> Run(CancellationToken cancellation)
    {
        var manifests = new List<ModelManifest>();
        foreach (var seed in seeds)
        {
            console.Say(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}."));
            var folder = string.Create(CultureInfo.InvariantCulture, $"seed-{seed}");
            var own = options with
            {
                RunFolder = Path.Combine(options.RunFolder, folder),
                OutputFolder = Path.Combine(options.OutputFolder, folder),
                SplitSeed = options.SplitSeed ?? seeds[0],
                Training = options.Training with { Seed = seed },
                Leaks = options.Leaks && seed == seeds[0],
            };
            manifests.Add(new TrainingRun(own, console).Run(cancellation));
        }

        List<SeedFigure> figures = [.. manifests[0].Metrics.Keys
            .Where(name => manifests.All(manifest => manifest.Metrics.ContainsKey(name)))
            .Select(name => SeedFigure.Of(name, [.. manifests.Select(manifest => manifest.Metrics[name])]))];
        File.WriteAllText(Path.Combine(options.OutputFolder, "seeds.md"), Markdown(figures));
        File.WriteAllText(Path.Combine(options.OutputFolder, "seeds.csv"), Csv(figures));
        foreach (var figure in figures.Where(figure => figure.Name.StartsWith("heldOut.", StringComparison.Ordinal)))
        {
            console.Say($"{figure.Name}: {figure}");
        }

        return figures;
    }

    private string Markdown(IEnumerable<SeedFigure> figures)
    {
        var text = new StringBuilder("# The same training with several seeds\n\nOne split; seeds decide what the data do not: new weights, order, dropout.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| figure | mean ± sd | {string.Join(" | ", seeds)} |\n| --- | ---: |{string.Concat(seeds.Select(_ => " ---: |"))}\n");
        foreach (var figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure} | {string.Join(" | ", figure.Values.Select(value => value.ToString("F4", CultureInfo.InvariantCulture)))} |\n");
        }

        return text.ToString();
    }

    private string Csv(IEnumerable<SeedFigure> figures) => string.Concat(figures
        .Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Name},{figure.Mean:G6},{figure.Deviation:G6},{string.Join(',', figure.Values.Select(value => value.ToString("G6", CultureInfo.InvariantCulture)))}\n"))
        .Prepend($"figure,mean,deviation,{string.Join(',', seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)))}\n"));
}
