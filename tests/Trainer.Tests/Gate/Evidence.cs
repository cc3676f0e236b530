using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Gate;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Tests.Gate;

/// <summary>Evidence of two made-up models on the same rows.</summary>
internal static class Evidence
{
    private static readonly DecisionThresholds Thresholds = new(0.8, 0.3);

    /// <summary>A candidate that is as good as the champion everywhere and clearly better on the articles that were held back.</summary>
    public static GateEvidence Good() => new(
        Rows("the held-out set", 600, 2.0, 2.0, seed: 1),
        [Rows("elsewhere", 300, 0.8, 0.8, seed: 2)],
        Rows("the labelled articles held back", 150, 0.5, 2.0, seed: 3),
        Figures("1.0.0", 'a'),
        Figures("2.0.0", 'b'));

    /// <summary>Rows whose logit leans to the truth by so much: the same noise for both models, and a little of the candidate's own.</summary>
    public static PairedRows Rows(string name, int count, double champion, double candidate, int seed, double overconfidence = 1)
    {
        var random = new Random(seed);
        var labels = new int[count];
        var (first, second) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            labels[i] = i % 2;
            var (lean, noise, own) = (labels[i] == 1 ? 1 : -1, Noise(), 0.05 * Noise());
            first[i] = Sigmoid(2 * champion * ((lean * champion) + noise));
            second[i] = Sigmoid(2 * candidate * overconfidence * ((lean * candidate) + noise + own));
        }

        return new PairedRows(name, new ScoredLabels(labels, first), new ScoredLabels(labels, second));

        double Noise() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    public static ModelFigures Figures(string version, char address) => new(
        new("demo", version, new string(address, 64)),
        Thresholds,
        new StatementTally(28, 1, 1),
        new Dictionary<string, double> { ["quotes swapped"] = 0.01 },
        50,
        10_000_000);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
