using FakeNews.Trainer.Baselines;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Evaluation;

namespace FakeNews.Trainer.Served;

/// <summary>
/// ROC AUC of whatever learned from the set of a row on the set of a column: TF-IDF with logistic regression trained on each set, and the served model.
/// On its own set a baseline is judged on the held-out part of a split grouped by title.
/// </summary>
/// <param name="Columns">Sets judged; each has both labels.</param>
/// <param name="Rows">What judged them; null where the sets are too small to learn from or one class is missing.</param>
public sealed record CrossCorpusMatrix(IReadOnlyList<string> Columns, IReadOnlyList<CrossCorpusRow> Rows)
{
    private const int Seed = 42;

    /// <summary>Trains and judges.</summary>
    /// <param name="sets">Articles by set; sets of one label are left out.</param>
    /// <param name="served">The served model's row, or null.</param>
    /// <param name="largest">Articles of a set that a baseline learns from at most, drawn evenly from both labels.</param>
    /// <param name="onSet">Told of each set before a baseline learns from it; or null.</param>
    public static CrossCorpusMatrix Measure(
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<LabelledArticle>>> sets, CrossCorpusRow? served, int largest = 2000, Action<string>? onSet = null)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var judged = sets.Where(set => set.Value.Any(article => article.Label == 0) && set.Value.Any(article => article.Label == 1)).ToList();
        var rows = new List<CrossCorpusRow>();
        foreach (var (name, articles) in judged)
        {
            onSet?.Invoke(name);
            var split = DataSplit.GroupedByTitle(articles, Seed);
            var training = Drawn(split.Training, largest);
            var classifier = TfIdfClassifier.Fit([.. training.Select(Text)], [.. training.Select(article => article.Label)]);
            rows.Add(new CrossCorpusRow(
                $"TF-IDF on {name}",
                [.. judged.Select(set => Area(classifier, set.Key == name ? [.. split.Validation, .. split.HeldOut] : Drawn(set.Value, largest)))]));
        }

        return new CrossCorpusMatrix([.. judged.Select(set => set.Key)], served is null ? rows : [served, .. rows]);
    }

    private static double? Area(TfIdfClassifier classifier, IReadOnlyList<LabelledArticle> articles)
    {
        var rows = new ScoredLabels([.. articles.Select(article => article.Label)], classifier.ProbabilityOfReal(articles.Select(Text)));
        return Ranking.OfReal(rows).RocAuc();
    }

    private static string Text(LabelledArticle article) => $"{article.Title} {article.Text}";

    private static List<LabelledArticle> Drawn(IReadOnlyList<LabelledArticle> articles, int largest)
    {
        if (articles.Count <= largest)
        {
            return [.. articles];
        }

        var shuffled = articles.ToArray();
        new Random(Seed).Shuffle(shuffled);
        return [.. shuffled.GroupBy(article => article.Label).OrderBy(label => label.Key).SelectMany(label => label.Take(largest / 2))];
    }
}
