namespace FakeNews.Trainer.Data;

/// <summary>The article sets of a folder: every file of articles with bodies, one folder deep, by its name.</summary>
public static class ArticleFolder
{
    /// <summary>Sets that hold no articles but titles, claims or posts: left out.</summary>
    public static IReadOnlyList<string> WithoutBodies { get; } = ["isot_titles_full", "liar", "constraint_covid", "coaid_excerpts"];

    /// <summary>Names and paths, by name.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Files(string folder) => !Directory.Exists(folder)
        ? throw new DirectoryNotFoundException($"There is no folder {folder}; --data names one that holds article sets, such as horne2017/horne2017.csv.gz.")
        : [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Where(path => path.EndsWith(".csv.gz", StringComparison.Ordinal) || path.EndsWith(".csv", StringComparison.Ordinal) || path.EndsWith(".jsonl", StringComparison.Ordinal))
            .Select(path => new KeyValuePair<string, string>(Path.GetFileName(path).Split('.')[0], path))
            .Where(set => !WithoutBodies.Contains(set.Key))
            .OrderBy(set => set.Key, StringComparer.Ordinal)];
}
