using System.Text.Json;
using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Variety;

namespace FakeNews.Trainer.Runs;

/// <summary>What a run learns from and is judged by.</summary>
/// <param name="Split">The articles in three parts.</param>
/// <param name="Titles">ISOT titles without body that no part but training has; none where the recipe reads whole articles.</param>
/// <param name="Set">What was taken out before the split.</param>
/// <param name="Fingerprint">Says so in the package.</param>
public sealed record RunData(DataSplit Split, IReadOnlyList<LabelledArticle> Titles, DeduplicatedSet Set, DataFingerprint Fingerprint)
{
    /// <summary>Other sets that are learned too.</summary>
    public IReadOnlyList<SourceSet> Sources { get; init; } = [];

    /// <summary>Sets of which only the texts are read.</summary>
    public IReadOnlyList<IReadOnlyList<LabelledArticle>> Unlabelled { get; init; } = [];

    /// <summary>Reads the files, or ISOT where there are none, takes repetitions out, and splits.</summary>
    public static RunData Read(ArticleSets sets, RunOptions options)
    {
        var articles = Limited(options.Files.IsEmpty ? sets.IsotBodies() : sets.Read(options.Files), options.Limit);
        var set = Deduplication.Apply(articles, options.Repetitions);
        var seed = options.SplitSeed ?? options.Training.Seed;
        var split = DataSplit.Of(set.Articles, options.Split, seed);
        if (split.Training.Count == 0 || split.Validation.Count == 0 || split.HeldOut.Count == 0)
        {
            throw new InvalidDataException($"{set.Articles.Count} articles split {DataSplit.Describe(options.Split, seed)} leave a part empty; give more articles or another --split.");
        }

        var titles = options.Augmentation is null || !options.Files.IsEmpty ? [] : TitlesBeside(split, sets, options.Limit);
        var (sources, unlabelled) = options.Variety is { } variety ? SetsBeside(ref split, sets, variety, seed) : ([], []);
        var rows = new RowCounts(split.Training.Count, split.Validation.Count, split.HeldOut.Count);
        var name = options.Files.IsEmpty ? "ISOT" : string.Join(" + ", options.Files.Select(file => Path.GetFileName(file).Split('.')[0]));
        var description = $"{name}: {set}{(titles.Count == 0 ? "" : $", and {titles.Count} titles without body for training only")}";
        if (sources.Count > 0)
        {
            description += $"; learned beside it: {string.Join(", ", sources.Select(source => $"{source.Training.Count + source.Validation.Count} articles of {source.Name}"))}";
        }

        if (unlabelled.Count > 0)
        {
            description += $"; read without their labels: {string.Join(", ", unlabelled.Select(set => $"{set.Articles.Count} texts of {set.Name}"))}";
        }

        var hash = DataHash.Of(set.Articles.Concat(titles).Concat(sources.SelectMany(source => source.Training.Concat(source.Validation))).Concat(unlabelled.SelectMany(static set => set.Articles)));
        return new RunData(split, titles, set, new DataFingerprint(description, hash, DataSplit.Describe(options.Split, seed), rows))
        {
            Sources = sources,
            Unlabelled = [.. unlabelled.Select(static set => set.Articles)],
        };
    }

    /// <summary>Reads and splits again as a run did.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="onBadRow">Told of rows that are left out.</param>
    /// <exception cref="FileNotFoundException">It is not that of a run.</exception>
    public static RunData Read(string folder, Action<BadRow> onBadRow)
    {
        var path = Path.Combine(folder, "options.json");
        var options = File.Exists(path)
            ? JsonSerializer.Deserialize<RunOptions>(File.ReadAllText(path))!
            : throw new FileNotFoundException($"{folder} is not the folder of a run: options.json is missing.");
        return Read(new ArticleSets(options.DataFolder, onBadRow), options);
    }

    /// <summary>The validation parts: ISOT's and, where other sets are learned, theirs, ISOT's then cut to the largest of them, both labels alike, so that it does not drown them.</summary>
    public IReadOnlyList<IReadOnlyList<LabelledArticle>> BalancedValidation()
    {
        if (Sources.Count == 0)
        {
            return [Split.Validation];
        }

        var each = Sources.Max(static source => source.Validation.Count) / 2;
        return [[.. Split.Validation.GroupBy(static article => article.Label).SelectMany(label => label.Take(each))], .. Sources.Select(static source => source.Validation)];
    }

    /// <summary>The prepared texts a vocabulary is learned from: training bodies with their titles, and the titles alone.</summary>
    public IEnumerable<string> TrainingTexts(TextPreparer preparer) =>
        Split.Training.Concat(Titles).Concat(Sources.SelectMany(static source => source.Training)).Select(article => preparer.Prepare(article.Title, article.Text));

    /// <summary>
    /// The other sets, those that are learned and those of which only the texts are read. Whatever repeats an article that is asked later leaves them, and a left-out set's articles leave
    /// the training part too.
    /// </summary>
    private static (List<SourceSet> Learned, List<(string Name, IReadOnlyList<LabelledArticle> Articles)> Unlabelled) SetsBeside(
        ref DataSplit split, ArticleSets sets, VarietyOptions variety, int seed)
    {
        string[] learned = [.. variety.Learned.Where(sets.Has)];
        string[] names = [.. learned, .. variety.Unlabelled.Except(variety.Sources).Where(sets.Has)];
        IReadOnlyList<LabelledArticle> leftOut = variety.LeaveOut is { } name ? sets.Find(name) ?? throw new InvalidDataException($"--leave-out names {name}, which the data folder lacks.") : [];
        var found = names.Zip(Overlap.Without([.. leftOut, .. split.Validation, .. split.HeldOut], [.. names.Select(name => sets.Find(name)!)])).ToList();
        if (leftOut.Count > 0)
        {
            split = split with { Training = Overlap.Without(leftOut, [split.Training])[0] };
        }

        return ([.. found.Take(learned.Length).Select(set => SourceSet.Of(set.First, set.Second, seed))], [.. found.Skip(learned.Length)]);
    }

    private static List<LabelledArticle> TitlesBeside(DataSplit split, ArticleSets sets, int? limit)
    {
        var elsewhere = split.Validation.Concat(split.HeldOut).Select(article => TitleKey.Of(article.Title)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Limited(sets.IsotTitles(), limit)
                .DistinctBy(article => TitleKey.Of(article.Title), StringComparer.Ordinal)
                .Where(article => TitleKey.Of(article.Title) is { Length: > 0 } key && !elsewhere.Contains(key)),
        ];
    }

    private static List<LabelledArticle> Limited(IReadOnlyList<LabelledArticle> articles, int? limit) =>
        limit is null ? [.. articles] : [.. articles.GroupBy(article => article.Label).SelectMany(label => label.Take(limit.Value))];
}
