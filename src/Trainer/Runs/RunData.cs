using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Runs;

/// <summary>What a run learns from and is judged by.</summary>
/// <param name="Split">ISOT's articles with bodies in three parts.</param>
/// <param name="Titles">ISOT titles without body that no part but training has.</param>
/// <param name="Fingerprint">Says so in the package.</param>
public sealed record RunData(DataSplit Split, IReadOnlyList<LabelledArticle> Titles, DataFingerprint Fingerprint)
{
    /// <summary>Reads ISOT and splits it.</summary>
    public static RunData Read(ArticleSets sets, RunOptions options)
    {
        var bodies = Limited(sets.IsotBodies(), options.Limit);
        var seed = options.Training.Seed;
        var split = DataSplit.GroupedByTitle(bodies, seed);
        var elsewhere = split.Validation.Concat(split.HeldOut).Select(article => TitleKey.Of(article.Title)).ToHashSet(StringComparer.Ordinal);
        var titles = Limited(sets.IsotTitles(), options.Limit)
            .DistinctBy(article => TitleKey.Of(article.Title), StringComparer.Ordinal)
            .Where(article => TitleKey.Of(article.Title) is { Length: > 0 } key && !elsewhere.Contains(key))
            .ToList();
        var rows = new RowCounts(split.Training.Count, split.Validation.Count, split.HeldOut.Count);
        var fingerprint = new DataFingerprint(
            $"ISOT: {bodies.Count} articles with bodies, and {titles.Count} titles without body for training only",
            DataHash.Of(bodies.Concat(titles)),
            $"stratified 70:15:15, grouped by normalised title, seed {seed}",
            rows);
        return new RunData(split, titles, fingerprint);
    }

    /// <summary>The prepared texts a vocabulary is learned from: training bodies with their titles, and the titles alone.</summary>
    public IEnumerable<string> TrainingTexts(TextPreparer preparer) =>
        Split.Training.Concat(Titles).Select(article => preparer.Prepare(article.Title, article.Text));

    private static List<LabelledArticle> Limited(IReadOnlyList<LabelledArticle> articles, int? limit) =>
        limit is null ? [.. articles] : [.. articles.GroupBy(article => article.Label).SelectMany(label => label.Take(limit.Value))];
}
