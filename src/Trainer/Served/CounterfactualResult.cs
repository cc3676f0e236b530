using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Served;

/// <summary>What a change did.</summary>
/// <param name="Counterfactual">The change.</param>
/// <param name="Changed">Articles that could be changed and were judged both ways.</param>
/// <param name="LabelFlips">Share of those whose more probable label changed.</param>
/// <param name="DecisionFlips">Share of those whose decision changed.</param>
/// <param name="MeanShift">Mean change of the probability of fake.</param>
public sealed record CounterfactualResult(Counterfactual Counterfactual, int Changed, double LabelFlips, double DecisionFlips, double MeanShift)
{
    /// <summary>Judges every article as it is and changed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="articles">The articles.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<IReadOnlyList<CounterfactualResult>> MeasureAsync(ServedModel model, IReadOnlyList<LabelledArticle> articles, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var before = await model.ProbabilitiesAsync(articles, cancellation);
        var results = new List<CounterfactualResult>();
        foreach (var counterfactual in Counterfactual.All)
        {
            var changed = articles.Select((article, i) => (Article: counterfactual.Change(article), Before: before[i])).Where(pair => pair.Article is not null).ToList();
            var after = await model.ProbabilitiesAsync(changed.Select(pair => pair.Article!), cancellation);
            results.Add(Compare(counterfactual, changed.Select(pair => pair.Before).Zip(after), model.Manifest.Thresholds));
        }

        return results;
    }

    private static CounterfactualResult Compare(Counterfactual counterfactual, IEnumerable<(double? Before, double? After)> pairs, DecisionThresholds thresholds)
    {
        var judged = pairs.Where(pair => pair is { Before: not null, After: not null }).Select(pair => (Before: pair.Before!.Value, After: pair.After!.Value)).ToList();
        double Mean(Func<(double Before, double After), double> figure) => judged.Select(figure).DefaultIfEmpty().Average();
        return new CounterfactualResult(
            counterfactual,
            judged.Count,
            Mean(pair => pair.Before >= 0.5 == pair.After >= 0.5 ? 0 : 1),
            Mean(pair => thresholds.Decide(pair.Before) == thresholds.Decide(pair.After) ? 0 : 1),
            Mean(pair => pair.After - pair.Before));
    }
}
