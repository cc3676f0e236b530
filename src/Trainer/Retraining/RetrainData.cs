using System.Collections.Immutable;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Gate;
using FakeNews.Trainer.Labelled;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Retraining;

/// <summary>What a retraining learns from and is judged by.</summary>
/// <param name="Run">Training (labels and replay), validation, and the base data's own held-out part, which no retraining ever sees.</param>
/// <param name="Gate">The articles of the gate.</param>
/// <param name="Learned">Labelled articles in the training part.</param>
/// <param name="Replayed">Articles of the base data in the training part.</param>
public sealed record RetrainData(RunData Run, GateSets Gate, int Learned, int Replayed)
{
    /// <summary>Reads the base data and joins it with the labelled articles.</summary>
    /// <param name="sets">The base data.</param>
    /// <param name="baseOptions">Of the base data's split.</param>
    /// <param name="options">How much of it.</param>
    /// <param name="labelled">The labelled articles with their texts.</param>
    /// <param name="statements">Plain true statements.</param>
    public static RetrainData Read(ArticleSets sets, RunOptions baseOptions, RetrainOptions options, IReadOnlyList<LabelledArticle> labelled, IReadOnlyList<LabelledArticle> statements)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(options);
        var basis = RunData.Read(sets, baseOptions).Split;
        // Labelled articles that are the held-out part's own would be learned and then asked.
        var asked = basis.HeldOut.Concat(basis.Validation).Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        var set = Deduplication.Apply(labelled.Where(article => !asked.Contains(KeyOf(article))));
        var usable = set.Articles;
        ILookup<int, LabelledArticle> parts = usable.ToLookup(static article => TrainingLabels.PartOf(article.Id));
        var (heldBack, validation) = (parts[0].ToList(), parts[1].ToList());
        var learned = usable.Where(static article => TrainingLabels.PartOf(article.Id) >= 2).ToList();
        var replay = Sample(basis.Training, Math.Max(options.ReplayLeast, (int)(options.Replay * learned.Count)), options.Seed);
        var split = new DataSplit(
            [.. learned, .. replay],
            [.. Sample(basis.Validation, options.ValidationMost, options.Seed), .. validation],
            basis.HeldOut);
        var fingerprint = new DataFingerprint(
            $"{learned.Count} labelled articles and {replay.Count} of the base data again",
            DataHash.Of(split.Training),
            "labelled: by the id's hash, 3 of 5 learned, 1 validation, 1 held back; base data: as the base model's",
            new RowCounts(split.Training.Count, split.Validation.Count, split.HeldOut.Count));
        var others = ArticleSets.OutOfSource.Select(name => (Name: name, Articles: sets.Find(name))).Where(static set => set.Articles is not null)
            .ToImmutableSortedDictionary(static set => set.Name, static set => set.Articles!, StringComparer.Ordinal);
        return new RetrainData(new RunData(split, [], set, fingerprint), new GateSets(basis.HeldOut, others, heldBack, statements), learned.Count, replay.Count);
    }

    private static string KeyOf(LabelledArticle article) => TitleKey.Of(article.Text.Length > 0 ? article.Text : article.Title);

    private static List<LabelledArticle> Sample(IReadOnlyList<LabelledArticle> articles, int most, int seed)
    {
        var shuffled = articles.ToArray();
        new Random(seed).Shuffle(shuffled);
        return [.. shuffled.Take(most)];
    }
}
