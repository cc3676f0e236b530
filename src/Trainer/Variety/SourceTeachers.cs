using FakeNews.Trainer.Baselines;

namespace FakeNews.Trainer.Variety;

/// <summary>
/// TF-IDF with logistic regression, which carries over to other sources better than a network that learned few articles, as a teacher of that network. Each set has a teacher of its own
/// that learned the other sets only: it can't repeat what it has seen, and teaches what holds beyond a source. (Parts of the same set would not do: where a set holds a true article and
/// its forged version, a teacher that has seen one of them mistakes the other for it.) ISOT and texts without labels are taught by one that learned them all.
/// </summary>
public sealed class SourceTeachers
{
    private readonly TfIdfClassifier?[] _teachers;
    private readonly PieceWords _words;

    private SourceTeachers(TfIdfClassifier?[] teachers, PieceWords words) => (_teachers, _words) = (teachers, words);

    /// <summary>Fits the teachers. A set counts by the square root of its size, both labels of it alike.</summary>
    /// <param name="sources">The sets; ISOT is taught, but no teacher learns it. A set that is the only one beside it has no teacher.</param>
    /// <param name="words">Makes words of pieces.</param>
    /// <param name="options">How texts become numbers; the baseline's where null.</param>
    public static SourceTeachers Fit(IReadOnlyList<LearnedSource> sources, PieceWords words, TfIdfOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(words);
        var rows = sources.SelectMany((source, set) => source.IsIsot || !source.IsLabelled ? [] : source.Articles.Select(article => (
            Set: set,
            Text: words.Text(article.Whole),
            article.Label,
            Weight: Math.Sqrt(source.Articles.Count) / (2.0 * source.Articles.Count(other => other.Label == article.Label))))).ToList();
        return new SourceTeachers([.. Enumerable.Range(0, sources.Count).Select(set => Teacher(rows.FindAll(row => row.Set != set)))], words);

        TfIdfClassifier? Teacher(List<(int Set, string Text, int Label, double Weight)> learned)
        {
            // As many as there are rows in all: the penalty weighs what it weighs for the baseline.
            var scale = learned.Count / learned.Sum(static row => row.Weight);
            return learned.Count == 0 ? null : TfIdfClassifier.Fit(
                [.. learned.Select(static row => row.Text)], learned.Select(static row => row.Label).ToArray(), options, weights: learned.Select(row => row.Weight * scale).ToArray());
        }
    }

    /// <summary>Log-odds of real for windows of a set; null where it has no teacher.</summary>
    /// <param name="set">The set's place among the sources.</param>
    /// <param name="windows">Pieces, before any is masked.</param>
    public float[]? LogOdds(int set, IReadOnlyList<ushort[]> windows)
    {
        if (_teachers[set] is not { } teacher)
        {
            return null;
        }

        var rows = teacher.Vectorizer.Transform(windows.Select(ids => _words.Text(ids)));
        return [.. Enumerable.Range(0, windows.Count).Select(row => (float)teacher.Regression.Decision(rows, row))];
    }
}
