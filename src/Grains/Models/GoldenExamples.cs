using System.Collections.Immutable;
using System.Text.Json;

namespace FakeNews.Grains.Models;

/// <summary>Reads a package's golden examples.</summary>
public static class GoldenExamples
{
    /// <summary>The examples, shortest first; none where the package has none.</summary>
    /// <exception cref="ModelPackageException">A line is not an example of the package's own model and tokenizer.</exception>
    public static ImmutableArray<GoldenExample> Read(ModelSnapshot model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var package = model.Package;
        if (model.GoldenPath is not { } path)
        {
            return [];
        }

        List<GoldenExample> examples = [];
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            var example = Parse(line, model)
                ?? throw new ModelPackageException($"Line {examples.Count + 1} of {ModelPackage.GoldenFile} of {package.Folder} is not a golden example of its model.");
            examples.Add(example.Text is null || model.Encode(example.Text).SequenceEqual(example.Ids)
                ? example
                : throw new ModelPackageException(
                    $"The tokenizer of {package.Folder} gives other ids than its trainer's for the text in line {examples.Count + 1} of {ModelPackage.GoldenFile}."));
        }

        return [.. examples.OrderBy(example => example.Ids.Length)];
    }

    private static GoldenExample? Parse(string line, ModelSnapshot model)
    {
        try
        {
            return JsonSerializer.Deserialize(line, GoldenJson.Default.GoldenExample) is { Ids.IsDefaultOrEmpty: false, Logits: { IsDefault: false, Length: 2 } } example
                && example.Ids.Length <= model.Manifest.MaximumTokens
                && example.Ids.All(id => id >= 0 && id < model.VocabularySize)
                ? example
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
