using System.Runtime.InteropServices;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Served;

/// <summary><c>evaluate</c>: judges sets with a package as it is served, and measures.</summary>
/// <param name="options">What to do.</param>
/// <param name="say">Told how it goes, in single lines; nothing of third parties' texts.</param>
/// <param name="time">Measures the duration.</param>
public sealed class EvaluationRun(EvaluationOptions options, Action<string> say, TimeProvider time)
{
    private const int MatrixLimit = 1000;

    private readonly BadRows _badRows = new(options.StopAtBadRow, say);

    /// <summary>Runs.</summary>
    /// <exception cref="InvalidDataException">No article can be judged, or a bad row stopped the run.</exception>
    public async Task<ServedEvaluation> RunAsync(CancellationToken cancellation = default)
    {
        var start = time.GetTimestamp();
        await using var model = await ServedModel.OpenAsync(options.Package, options.Precision, time);
        say($"{model.Identity.Name} {model.Identity.Version}, {model.Precision} graph.");
        var name = options.Name ?? NameOf(options.Files);
        var set = Measure(await model.ScoreAsync(name, Limited(options.Files.SelectMany(Read), options.Limit), done => say($"{name}: {done} articles"), cancellation), model);
        var counterfactuals = options.Counterfactuals
            ? await CounterfactualResult.MeasureAsync(model, [.. Limited(options.Files.SelectMany(Read), options.Limit ?? MatrixLimit)], cancellation)
            : [];
        var (others, matrix) = options.DataFolder is { } folder ? await OthersAsync(folder, model, cancellation) : ([], null);
        var attributed = new List<AttributedError>();
        foreach (var article in set.Set.Worst.Take(options.Attributions))
        {
            var scored = set.Set.Articles.First(row => row.Id == article.Id && row.Title == article.Title);
            attributed.Add(new AttributedError(scored, await Occlusion.OfAsync(model, article, cancellation: cancellation)));
        }

        return new ServedEvaluation(
            model.Identity, model.Manifest, model.Precision, options.Command, MachineName, time.GetElapsedTime(start), _badRows.Count, set, others, matrix, counterfactuals, attributed);
    }

    /// <summary>Cores, architecture and runtime.</summary>
    internal static string MachineName => $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}";

    private async Task<(IReadOnlyList<SetEvaluation> Others, CrossCorpusMatrix Matrix)> OthersAsync(string folder, ServedModel model, CancellationToken cancellation)
    {
        var sets = new List<KeyValuePair<string, IReadOnlyList<LabelledArticle>>>();
        foreach (var (name, path) in ArticleFolder.Files(folder))
        {
            sets.Add(new(name, [.. Limited(Read(path), null)]));
        }

        var others = new List<SetEvaluation>();
        foreach (var (name, articles) in sets)
        {
            var scored = await model.ScoreAsync(name, Drawn(articles), null, cancellation);
            if (scored.Articles.Count > 0)
            {
                others.Add(Measure(scored, model));
            }
        }

        var matrix = CrossCorpusMatrix.Measure(sets, null, MatrixLimit * 2, set => say($"TF-IDF on {set} ..."));
        var areas = others.ToDictionary(set => set.Name, set => set.Metrics.RocAuc);
        var row = new CrossCorpusRow($"{model.Identity.Name} {model.Identity.Version}", [.. matrix.Columns.Select(column => areas.GetValueOrDefault(column))]);
        return (others, matrix with { Rows = [row, .. matrix.Rows] });
    }

    private SetEvaluation Measure(ScoredSet scored, ServedModel model)
    {
        var evaluation = SetEvaluation.Measure(scored, model.Manifest.Thresholds);
        say(EvaluationText.Line(evaluation));
        return evaluation;
    }

    private IEnumerable<LabelledArticle> Read(string path) => ArticleFile.Read(path, _badRows.Report);

    private static IEnumerable<LabelledArticle> Limited(IEnumerable<LabelledArticle> articles, int? limit) => limit is { } most ? articles.Take(most) : articles;

    private IReadOnlyList<LabelledArticle> Drawn(IReadOnlyList<LabelledArticle> articles)
    {
        var most = options.Limit ?? MatrixLimit;
        if (articles.Count <= most)
        {
            return articles;
        }

        var shuffled = articles.ToArray();
        new Random(42).Shuffle(shuffled);
        return shuffled[..most];
    }

    private static string NameOf(IReadOnlyList<string> files) => string.Join(" + ", files.Select(file => Path.GetFileName(file).Split('.')[0]));
}
