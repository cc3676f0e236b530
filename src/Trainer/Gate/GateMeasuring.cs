using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Grains.Tokenization;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Served;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Gate;

/// <summary>Collects the gate's evidence: both packages as they are served, on the same articles.</summary>
/// <param name="time">Measures speed.</param>
public sealed class GateMeasuring(TimeProvider time)
{
    private const int MostForCounterfactuals = 300;
    private const int MostForSpeed = 48;
    private const int LeastSpeedRounds = 2;
    private const int MostSpeedRounds = 20;
    private static readonly TimeSpan SpeedFor = TimeSpan.FromSeconds(1);

    /// <summary>Measures.</summary>
    /// <param name="champion">The active model's package.</param>
    /// <param name="candidate">The candidate's.</param>
    /// <param name="sets">The articles.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="ModelPackageException">A package can't be used.</exception>
    public async Task<GateEvidence> MeasureAsync(string champion, string candidate, GateSets sets, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sets);
        await using var first = await ServedModel.OpenAsync(champion, null, time);
        await using var second = await ServedModel.OpenAsync(candidate, null, time);
        var heldOut = await PairAsync("the held-out set", sets.HeldOut) ?? throw new InvalidDataException("The held-out set holds no article that both models can judge.");
        var others = new List<PairedRows>();
        foreach (var (name, articles) in sets.OutOfSource)
        {
            if (await PairAsync(name, articles) is { } pair)
            {
                others.Add(pair);
            }
        }

        var heldBack = await PairAsync("the labelled articles held back", sets.HeldBack);
        var speeds = Speeds(champion, candidate, sets.HeldOut);
        return new GateEvidence(heldOut, others, heldBack, await FiguresAsync(first, champion, speeds.Champion), await FiguresAsync(second, candidate, speeds.Candidate));

        async Task<PairedRows?> PairAsync(string name, IReadOnlyList<LabelledArticle> articles)
        {
            var one = await first.ProbabilitiesAsync(articles, cancellation);
            var other = await second.ProbabilitiesAsync(articles, cancellation);
            var rows = Enumerable.Range(0, articles.Count).Where(i => one[i] is not null && other[i] is not null).ToList();
            int[] labels = [.. rows.Select(i => articles[i].Label)];
            return rows.Count == 0 ? null : new PairedRows(
                name, new ScoredLabels(labels, [.. rows.Select(i => 1 - one[i]!.Value)]), new ScoredLabels(labels, [.. rows.Select(i => 1 - other[i]!.Value)]));
        }

        async Task<ModelFigures> FiguresAsync(ServedModel model, string package, double speed)
        {
            var statements = await model.ProbabilitiesAsync(sets.Statements, cancellation);
            var flips = await CounterfactualResult.MeasureAsync(model, [.. Spread(sets.HeldOut)], cancellation);
            return new ModelFigures(
                model.Identity,
                model.Manifest.Thresholds,
                StatementTally.Of(statements.OfType<double>().Select(model.Manifest.Thresholds.Decide)),
                flips.Where(static flip => flip.Changed > 0).ToDictionary(static flip => flip.Counterfactual.Name, static flip => flip.DecisionFlips, StringComparer.Ordinal),
                speed,
                new FileInfo(Path.Combine(package, model.Manifest.Graphs[0].File)).Length);
        }
    }

    private (double Champion, double Candidate) Speeds(string champion, string candidate, IReadOnlyList<LabelledArticle> articles)
    {
        var (one, other) = (Load(champion), Load(candidate));
        var (first, second) = (0.0, 0.0);
        var start = time.GetTimestamp();
        // The machine may be busy with something else for one of them: the best of their rounds counts, by turns, and those of a small model are over in milliseconds.
        for (var round = 0; round < LeastSpeedRounds || (round < MostSpeedRounds && time.GetElapsedTime(start) < SpeedFor); round++)
        {
            first = Math.Max(first, GraphSpeed.Measure(one.Graph, one.Samples, time));
            second = Math.Max(second, GraphSpeed.Measure(other.Graph, other.Samples, time));
        }

        return (first, second);

        (byte[] Graph, Sample[] Samples) Load(string folder)
        {
            var package = ModelPackage.Open(folder);
            var encoder = new ArticleEncoder(new TextPreparer(package.Manifest.Text), WordPieceTokenizer.Load(package.VocabularyPath));
            return (
                File.ReadAllBytes(Path.Combine(folder, package.Manifest.Graphs[0].File)),
                [.. encoder.Encode(Spread(articles).Take(MostForSpeed)).Select(article => new Sample(article.Cut(package.Manifest.MaximumTokens), article.Label))]);
        }
    }

    /// <summary>A few articles from everywhere in a set, always the same.</summary>
    private static IEnumerable<LabelledArticle> Spread(IReadOnlyList<LabelledArticle> articles)
    {
        var step = Math.Max(1, articles.Count / MostForCounterfactuals);
        return articles.Where((_, i) => i % step == 0).Take(MostForCounterfactuals);
    }
}
