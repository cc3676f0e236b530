using System.Collections.Immutable;
using System.Text.Json;

namespace FakeNews.Grains.Models;

/// <summary>Reads a package's golden examples.</summary>
public static class GoldenExamples
{
    /// <summary>The examples, shortest first; none where the package has none.</summary>
    /// <exception cref="ModelPackageException">A line is not an example that the package's own model could read.</exception>
    public static ImmutableArray<GoldenExample> Read(ModelPackage package, int vocabularySize)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (package.GoldenPath is not { } path)
        {
            return [];
        }

        List<GoldenExample> examples = [];
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            examples.Add(Parse(line, package, vocabularySize)
                ?? throw new ModelPackageException($"Line {examples.Count + 1} of {ModelPackage.GoldenFile} of {package.Folder} is not a golden example of its model."));
        }

        return [.. examples.OrderBy(example => example.Ids.Length)];
    }

    private static GoldenExample? Parse(string line, ModelPackage package, int vocabularySize)
    {
        try
        {
            return JsonSerializer.Deserialize(line, GoldenJson.Default.GoldenExample) is { Ids.IsDefaultOrEmpty: false, Logits: { IsDefault: false, Length: 2 } } example
                && example.Ids.Length <= package.Manifest.MaximumTokens
                && example.Ids.All(id => id >= 0 && id < vocabularySize)
                ? example
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
