using System.Globalization;
using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Served;

namespace FakeNews.Trainer.Reports;

/// <summary>Says in plain sentences what the figures mean for somebody who would rely on the model.</summary>
internal static class TrustInWords
{
    private const double Chance = 0.6, Weak = 0.75, Calibrated = 0.05, Steady = 0.05;

    public static IEnumerable<string> Of(ReportMaterial material)
    {
        var (evaluation, set) = (material.Evaluation, material.Evaluation.Set);
        yield return "A verdict says that a text resembles writing that was labelled unreliable. It never says that a text is false.";
        yield return Invariant($"On {set.Name} ({set.Set.Articles.Count} articles) {set.Metrics.Confusion.Accuracy:P1} are called rightly{Range(set)}.");
        if (set.BalancedAccuracyServed is { } served)
        {
            yield return Invariant($"As it is served it flags {set.Served.Recall:P1} of the fakes and {set.Served.FalseFlagRate:P1} of the real articles (balanced accuracy {served:F3}; one half is a coin), and sends {set.ShareOf(Decision.Review):P1} of all to a person.");
        }

        if (material.Leaks is { } leaks)
        {
            yield return leaks.InWords(set.Metrics.Confusion.Accuracy);
        }

        if (evaluation.Others.Where(other => other.Name != set.Name).Select(other => other.Metrics.RocAuc).OfType<double>().ToList() is { Count: > 0 } areas)
        {
            var mean = areas.Average();
            yield return Invariant($"On {areas.Count} other sets its mean ROC AUC is {mean:F3}, from {areas.Min():F3} to {areas.Max():F3}: ") + mean switch
            {
                < Chance => "little better than chance. What it learned is the collection it learned from.",
                < Weak => "it ranks articles of unknown sources better than chance, but no single verdict on them should be relied upon.",
                _ => "what it learned carries over to other sources.",
            };
        }

        var error = set.Metrics.ExpectedCalibrationError;
        yield return Invariant($"Its probabilities are off by {error:P1} on average here") + (error <= Calibrated ? ": they can be read as they stand, on texts like these." : ": they claim more, or less, than comes true.");
        foreach (var result in evaluation.Counterfactuals.Where(result => result.Changed > 0))
        {
            yield return Invariant($"With {result.Counterfactual.Description}, {result.LabelFlips:P1} of {result.Changed} labels change") + (result.LabelFlips <= Steady ? "." : ": it hears manner, not matter.");
        }
    }

    private static string Range(SetEvaluation set) => set.Intervals.TryGetValue("accuracy", out var interval)
        ? Invariant($" (95 % of like samples between {interval.Low:P1} and {interval.High:P1})")
        : "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
