namespace FakeNews.Tests.Support;

/// <summary>
/// The folder with data, goldens and a Kafka distribution that tests may read: <c>FAKENEWS_SHARED</c>, else <c>shared</c> beside the repository.
/// Everything here is optional: a test skips visibly where it is absent.
/// </summary>
public static class SharedFolder
{
    /// <summary>The repository's root: the nearest folder upwards that holds the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The shared folder, or null on a machine without it.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>A file or folder in the shared folder, or null where it is absent.</summary>
    /// <param name="relative">Path with forward slashes, e.g. <c>golden/tokenizer/vocab.txt</c>.</param>
    public static string? Find(string relative)
    {
        if (Root is null)
        {
            return null;
        }

        var path = Path.Combine(Root, relative);
        return Path.Exists(path) ? path : null;
    }

    private static string? FindRoot()
    {
        var root = Environment.GetEnvironmentVariable("FAKENEWS_SHARED") is { Length: > 0 } named ? named : Path.Combine(Repository, "..", "shared");
        return Directory.Exists(root) ? Path.GetFullPath(root) : null;
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FakeNews.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("No folder above the tests holds FakeNews.sln.");
    }
}
