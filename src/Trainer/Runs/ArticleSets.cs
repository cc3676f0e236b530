using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Runs;

/// <summary>The article sets of a data folder, by their names.</summary>
/// <param name="folder">The folder, or null where there is none.</param>
/// <param name="onBadRow">Told of rows that are left out.</param>
public sealed class ArticleSets(string? folder, Action<BadRow> onBadRow)
{
    /// <summary>Sets from other sources than ISOT: what a model has not learned, it is tried on.</summary>
    public static IReadOnlyList<string> OutOfSource { get; } = ["horne2017", "fakenewsamt", "celebrity", "fakenewsnet_buzzfeed"];

    /// <summary>ISOT's articles with bodies.</summary>
    public IReadOnlyList<LabelledArticle> IsotBodies() => Read("isot", "isot_bodies");

    /// <summary>All of ISOT's titles, without bodies.</summary>
    public IReadOnlyList<LabelledArticle> IsotTitles() => Read("isot", "isot_titles_full");

    /// <summary>Whether the folder has the set.</summary>
    public bool Has(string name) => folder is not null && File.Exists(PathOf(name, name));

    /// <summary>A set by its name; null where the folder lacks it.</summary>
    public IReadOnlyList<LabelledArticle>? Find(string name) => Has(name) ? Read(name, name) : null;

    /// <summary>The articles of given files, one set.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    public IReadOnlyList<LabelledArticle> Read(IEnumerable<string> files) => [.. files.SelectMany(file => File.Exists(file)
        ? ArticleFile.Read(file, onBadRow)
        : throw new FileNotFoundException($"There is no file {file}."))];

    private List<LabelledArticle> Read(string set, string name)
    {
        var path = PathOf(set, name);
        return File.Exists(path)
            ? [.. ArticleFile.Read(path, onBadRow)]
            : throw new FileNotFoundException($"There is no {path}; --data names the folder that holds isot/{name}.csv.gz.");
    }

    private string PathOf(string set, string name) => Path.Combine(folder ?? "", set, name + ".csv.gz");
}
