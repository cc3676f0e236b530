using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Runs;

/// <summary>Calibrates a network on validation and judges every set with it.</summary>
public sealed class RunEvaluation(MobileBert network, ArticleEncoder encoder, RunOptions options, RunConsole console)
{
    /// <summary>Judges validation, held-out part and the sets of other sources that are there.</summary>
    public Judgement Judge(RunData data, ArticleSets sets)
    {
        var (samples, logits) = Run(data.Split.Validation);
        var calibration = TemperatureCalibration.Fit([.. logits.SelectMany(row => row)], 2, [.. samples.Select(sample => sample.Label)]);
        var temperature = calibration.IsAtLimit ? 1 : calibration.Temperature;
        calibration = calibration with { Temperature = temperature };
        var validation = Measure("validation", samples, logits, temperature);
        var thresholds = ThresholdChoice.Choose(
            [.. samples.Select(sample => sample.Label)],
            [.. validation.ProbabilityOfReal(temperature).Select(real => 1 - real)]);
        JudgedSet Set(string name, IReadOnlyList<LabelledArticle> articles)
        {
            var (rows, outputs) = Run(articles);
            var judged = Measure(name, rows, outputs, temperature);
            console.Say($"{name}: {rows.Count} articles, accuracy {judged.Metrics.Confusion.Accuracy:F4}, ROC AUC {judged.Metrics.RocAuc:F4}");
            return judged;
        }

        var heldOut = Set("heldOut", data.Split.HeldOut);
        var others = ArticleSets.OutOfSource.Select(name => (name, articles: sets.Find(name)))
            .Where(set => set.articles is not null)
            .Select(set => Set(set.name, set.articles!))
            .ToList();
        return new Judgement(calibration, thresholds, validation, heldOut, others, Statements(temperature, thresholds));
    }

    private StatementTally? Statements(double temperature, DecisionThresholds thresholds)
    {
        if (!File.Exists(options.Statements))
        {
            return null;
        }

        var sentences = File.ReadLines(options.Statements).Where(line => line.Length > 0).Select((line, i) =>
            new LabelledArticle($"{i}", "", JsonDocument.Parse(line).RootElement.GetProperty("text").GetString() ?? "", 1)).ToList();
        return StatementTally.Of(Run(sentences).Logits.Select(row => thresholds.Decide(1 - Predictor.ProbabilityOfReal(row, temperature))));
    }

    private (IReadOnlyList<Sample> Samples, float[][] Logits) Run(IReadOnlyList<LabelledArticle> articles)
    {
        Sample[] samples = [.. encoder.Encode(articles).Select(article => new Sample(article.Cut(options.Training.MaximumTokens), article.Label))];
        return (samples, Predictor.Logits(network, samples, CPU));
    }

    private static JudgedSet Measure(string name, IReadOnlyList<Sample> samples, float[][] logits, double temperature) => new(
        name,
        samples,
        logits,
        ClassificationMetrics.Measure(
            [.. samples.Select(sample => sample.Label)],
            [.. logits.Select(row => Predictor.ProbabilityOfReal(row, temperature))]));
}
