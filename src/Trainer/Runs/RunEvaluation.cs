using System.Globalization;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Served;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Runs;

/// <summary>Calibrates a network on validation and judges every set with it.</summary>
public sealed class RunEvaluation(IClassifierNetwork network, ArticleEncoder encoder, RunOptions options, Device device, RunConsole console)
{
    private const int WorstKept = 24;

    /// <summary>Judges validation, held-out part and the sets of other sources that are there.</summary>
    public Judgement Judge(RunData data, ArticleSets sets)
    {
        var validation = Run(data.Split.Validation);
        int[] labels = [.. validation.Select(row => row.Article.Label)];
        var calibration = TemperatureCalibration.Fit([.. validation.SelectMany(row => row.Logits)], 2, labels);
        var temperature = calibration.IsAtLimit ? 1 : calibration.Temperature;
        calibration = calibration with { Temperature = temperature };
        var thresholds = ThresholdChoice.Choose(labels, [.. validation.Select(row => ProbabilityOfFake(row.Logits, temperature))]);
        SetEvaluation Set(string name, IReadOnlyList<Row> rows, int all) => SetEvaluation.Measure(Scored(name, rows, all, temperature, thresholds), thresholds);
        SetEvaluation Said(string name, IReadOnlyList<LabelledArticle> articles)
        {
            var set = Set(name, Run(articles), articles.Count);
            console.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: {set.Set.Articles.Count} articles, accuracy {set.Metrics.Confusion.Accuracy:F4}, ROC AUC {set.Metrics.RocAuc:F4}"));
            return set;
        }

        var judged = Set("validation", validation, data.Split.Validation.Count);
        var heldOut = Said("the held-out part", data.Split.HeldOut);
        List<SetEvaluation> others = [.. ArticleSets.OutOfSource.Select(name => (name, articles: sets.Find(name))).Where(set => set.articles is not null).Select(set => Said(set.name, set.articles!))];
        return new Judgement(calibration, thresholds, judged, heldOut, others, Statements(temperature, thresholds));
    }

    private StatementTally? Statements(double temperature, DecisionThresholds thresholds)
    {
        if (!File.Exists(options.Statements))
        {
            return null;
        }

        var sentences = File.ReadLines(options.Statements).Where(line => line.Length > 0).Select((line, i) =>
            new LabelledArticle($"{i}", "", JsonDocument.Parse(line).RootElement.GetProperty("text").GetString() ?? "", 1)).ToList();
        return StatementTally.Of(Run(sentences).Select(row => thresholds.Decide(ProbabilityOfFake(row.Logits, temperature))));
    }

    private IReadOnlyList<Row> Run(IReadOnlyList<LabelledArticle> articles)
    {
        var encoded = articles.AsParallel().AsOrdered()
            .Select(article => (article, tokens: encoder.Encode(article)))
            .Where(pair => pair.tokens.Whole.Length > 2)
            .ToList();
        var logits = Predictor.Logits(network, [.. encoded.Select(pair => new Sample(pair.tokens.Cut(options.Training.MaximumTokens), pair.article.Label))], device);
        return [.. encoded.Zip(logits, (pair, row) => new Row(pair.article, pair.tokens.Whole.Length, row))];
    }

    private ScoredSet Scored(string name, IReadOnlyList<Row> rows, int all, double temperature, DecisionThresholds thresholds)
    {
        var scored = rows.Select(row =>
        {
            var (article, fake) = (row.Article, ProbabilityOfFake(row.Logits, temperature));
            var score = new ScoredArticle(article.Id, article.Title, article.Label, article.Date, fake, thresholds.Decide(fake), row.Tokens, row.Tokens > options.Training.MaximumTokens);
            return (article, score);
        }).ToList();
        var worst = scored.Where(pair => !pair.score.IsRight).OrderByDescending(pair => Math.Abs(pair.score.FakeProbability - 0.5)).Take(WorstKept);
        return new ScoredSet(name, [.. scored.Select(pair => pair.score)], all - rows.Count, [.. worst.Select(pair => pair.article)]);
    }

    private static double ProbabilityOfFake(float[] logits, double temperature) => 1 - Predictor.ProbabilityOfReal(logits, temperature);

    private sealed record Row(LabelledArticle Article, int Tokens, float[] Logits);
}
