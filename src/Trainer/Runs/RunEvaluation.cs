using System.Globalization;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Served;
using FakeNews.Trainer.Training;
using FakeNews.Trainer.Variety;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Runs;

/// <summary>Calibrates a network on validation and judges every set with it.</summary>
public sealed class RunEvaluation(IClassifierNetwork network, ArticleEncoder encoder, RunOptions options, Device device, RunConsole console)
{
    private const int WorstKept = 24;

    /// <summary>Accuracy of ISOT's that even odds for all sets may cost.</summary>
    private const double IsotCost = 0.004;

    /// <summary>What was read already: validation is asked for even odds and again for the bounds.</summary>
    private readonly Dictionary<LabelledArticle, Row> _read = new(ReferenceEqualityComparer.Instance);

    /// <summary>Logits of beginnings that were read already: the cascade is chosen on validation's and judged on them again.</summary>
    private readonly Dictionary<LabelledArticle, float[]> _begun = new(ReferenceEqualityComparer.Instance);

    /// <summary>Moves the network's even odds to where they lie on the sets' validation parts; leaves a network of one set as it is.</summary>
    public void Centre(RunData data)
    {
        if (data.Sources.Count > 0)
        {
            List<(double, int)> LogOdds(IReadOnlyList<LabelledArticle> articles) => [.. Run(articles).Select(row => ((double)row.Logits[1] - row.Logits[0], row.Article.Label))];
            var wanted = SourceBoundary.Fit([.. data.BalancedValidation().Select(LogOdds)]);
            var boundary = wanted.Sparing(LogOdds(data.Split.Validation), IsotCost);
            boundary.MoveToEvenOdds(network);
            foreach (var (article, row) in _read)
            {
                _read[article] = row with { Logits = boundary.Moved(row.Logits) };
            }

            console.Say(string.Create(CultureInfo.InvariantCulture, $"Even odds of all sets lie at log-odds {wanted.LogOdds:F2} of the network; they move to {boundary.LogOdds:F2}, where ISOT's validation part keeps its accuracy but for {IsotCost:P1}."));
        }
    }

    /// <summary>Judges validation, held-out part and the sets of other sources that are there.</summary>
    public Judgement Judge(RunData data, ArticleSets sets)
    {
        var validation = Run(data.Split.Validation);
        var balanced = data.Sources.Count == 0 ? [validation] : data.BalancedValidation().Select(Run).ToList();
        var pooled = balanced.SelectMany(static rows => rows).ToList();
        var calibration = TemperatureCalibration.Fit([.. pooled.SelectMany(row => row.Logits)], 2, [.. pooled.Select(row => row.Article.Label)]);
        var temperature = calibration.IsAtLimit ? 1 : calibration.Temperature;
        calibration = calibration with { Temperature = temperature };
        double Fake(Row row) => ProbabilityOfFake(row.Logits, temperature);
        var thresholds = data.Sources.Count == 0 || options.Variety is not { } variety
            ? ThresholdChoice.Choose([.. validation.Select(row => row.Article.Label)], [.. validation.Select(Fake)])
            : ThresholdChoice.ChooseAcross(variety.Flag, [validation.Select(row => (row.Article.Label, Fake(row))).ToList(), .. balanced.Skip(1).Select(rows => rows.Select(row => (row.Article.Label, Fake(row))).ToList())]);
        var cascade = Cascade(validation, temperature, thresholds);
        IReadOnlyList<ScoredArticle> Served(IReadOnlyList<Row> rows) => Score(rows, temperature, thresholds, cascade?.Recipe);
        SetEvaluation Set(string name, IReadOnlyList<Row> rows, int all) => SetEvaluation.Measure(Scored(name, rows, Served(rows), all), thresholds);
        SetEvaluation Said(string name, IReadOnlyList<LabelledArticle> articles)
        {
            var set = Set(name, Run(articles), articles.Count);
            console.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: {set.Set.Articles.Count} articles, accuracy {set.Metrics.Confusion.Accuracy:F4}, ROC AUC {set.Metrics.RocAuc:F4}"));
            return set;
        }

        var judged = Set("validation", validation, data.Split.Validation.Count);
        var heldOut = Said("the held-out part", data.Split.HeldOut);
        List<SetEvaluation> others = [.. ArticleSets.OutOfSource.Union(options.Variety?.Sources ?? []).Except(options.Variety?.Learned ?? []).Select(name => (name, articles: sets.Find(name))).Where(set => set.articles is not null).Select(set => Said(set.name, set.articles!))];
        return new Judgement(calibration, thresholds, judged, heldOut, others, Statements(Served), cascade);
    }

    private StatementTally? Statements(Func<IReadOnlyList<Row>, IReadOnlyList<ScoredArticle>> served)
    {
        if (!File.Exists(options.Statements))
        {
            return null;
        }

        var sentences = File.ReadLines(options.Statements).Where(line => line.Length > 0).Select((line, i) =>
            new LabelledArticle($"{i}", "", JsonDocument.Parse(line).RootElement.GetProperty("text").GetString() ?? "", 1)).ToList();
        return StatementTally.Of(served(Run(sentences)).Select(article => article.Decision));
    }

    private CascadeChoice? Cascade(IReadOnlyList<Row> validation, double temperature, DecisionThresholds thresholds)
    {
        if (options.CascadeTokens == 0 || options.CascadeTokens >= options.Training.MaximumTokens)
        {
            return null;
        }

        var beginnings = Beginnings(validation);
        var choice = CascadeChoice.Choose(
            [.. validation.Zip(beginnings, (row, beginning) => new CascadeRow(
                row.Read, beginning is null ? 0 : ProbabilityOfFake(beginning, temperature), ProbabilityOfFake(row.Logits, temperature)))],
            options.CascadeTokens,
            thresholds,
            options.FlipBudget);
        console.Say(choice.Words);
        return choice;
    }

    /// <summary>Logits of the beginnings of rows that are longer; null for the others.</summary>
    private float[]?[] Beginnings(IReadOnlyList<Row> rows)
    {
        var tokens = options.CascadeTokens;
        var unread = rows.Where(row => row.Read > tokens && !_begun.ContainsKey(row.Article)).ToList();
        var logits = Predictor.Logits(network, [.. unread.Select(row => new Sample(row.Tokens.Cut(tokens), row.Article.Label))], device);
        foreach (var (row, beginning) in unread.Zip(logits))
        {
            _begun[row.Article] = beginning;
        }

        return [.. rows.Select(row => row.Read > tokens ? _begun[row.Article] : null)];
    }

    /// <summary>Rows of the articles that hold anything to read.</summary>
    private IReadOnlyList<Row> Run(IReadOnlyList<LabelledArticle> articles)
    {
        var encoded = articles.Where(article => !_read.ContainsKey(article)).ToList().AsParallel().AsOrdered()
            .Select(article => (article, tokens: encoder.Encode(article)))
            .Where(pair => pair.tokens.Whole.Length > 2)
            .ToList();
        var logits = Predictor.Logits(network, [.. encoded.Select(pair => new Sample(pair.tokens.Cut(options.Training.MaximumTokens), pair.article.Label))], device);
        foreach (var ((article, tokens), row) in encoded.Zip(logits))
        {
            _read[article] = new Row(article, tokens, Math.Min(tokens.Whole.Length, options.Training.MaximumTokens), row);
        }

        return [.. articles.Where(_read.ContainsKey).Select(article => _read[article])];
    }

    /// <summary>As it will be served: in two steps where there is a cascade.</summary>
    private IReadOnlyList<ScoredArticle> Score(IReadOnlyList<Row> rows, double temperature, DecisionThresholds thresholds, CascadeRecipe? cascade)
    {
        var beginnings = cascade is null ? new float[]?[rows.Count] : Beginnings(rows);
        return [.. rows.Zip(beginnings, (row, beginning) =>
        {
            var (fake, read) = beginning is not null && ProbabilityOfFake(beginning, temperature) is var first && cascade!.Accept.Accepts(first)
                ? (first, cascade.Tokens)
                : (ProbabilityOfFake(row.Logits, temperature), row.Read);
            var article = row.Article;
            return new ScoredArticle(article.Id, article.Title, article.Label, article.Date, fake, thresholds.Decide(fake), row.Tokens.Whole.Length, read);
        })];
    }

    private static ScoredSet Scored(string name, IReadOnlyList<Row> rows, IReadOnlyList<ScoredArticle> scored, int all)
    {
        var worst = rows.Zip(scored).Where(pair => !pair.Second.IsRight).OrderByDescending(pair => Math.Abs(pair.Second.FakeProbability - 0.5)).Take(WorstKept);
        return new ScoredSet(name, scored, all - rows.Count, [.. worst.Select(pair => pair.First.Article)]);
    }

    private static double ProbabilityOfFake(float[] logits, double temperature) => 1 - Predictor.ProbabilityOfReal(logits, temperature);

    private sealed record Row(LabelledArticle Article, TokenizedArticle Tokens, int Read, float[] Logits);
}
