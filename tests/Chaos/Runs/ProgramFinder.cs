namespace FakeNews.Chaos.Runs;

/// <summary>Finds the product's program, and what kind of build it is.</summary>
public static class ProgramFinder
{
    // The name of the settings class that only test builds hold; metadata keeps it as UTF-8.
    private static readonly byte[] FaultPoint = "FaultPointOptions"u8.ToArray();

    /// <summary>The program: the path given, else the one built in this repository, else the one beside this program.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Find(string? path)
    {
        if (path is not null)
        {
            return File.Exists(path) ? Path.GetFullPath(path) : throw new FileNotFoundException($"There is no program '{path}'; build src/Silo, or name it with --program.");
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var silo = Path.Combine(folder.FullName, "src", "Silo", "bin");
            if (Directory.Exists(silo) && Newest(silo) is { } built)
            {
                return built;
            }
        }

        var beside = Path.Combine(AppContext.BaseDirectory, "fakenews.dll");
        return File.Exists(beside) ? beside : throw new FileNotFoundException("There is no fakenews.dll; build src/Silo, or name it with --program.");
    }

    /// <summary>True where the build has the fault points of its lanes.</summary>
    public static bool HasFaultPoints(string program)
    {
        var grains = Path.Combine(Path.GetDirectoryName(program)!, "FakeNews.Grains.dll");
        return File.Exists(grains) && File.ReadAllBytes(grains).AsSpan().IndexOf(FaultPoint) >= 0;
    }

    private static string? Newest(string folder) => Directory
        .EnumerateFiles(folder, "fakenews.dll", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}ref{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .MaxBy(File.GetLastWriteTimeUtc);
}
