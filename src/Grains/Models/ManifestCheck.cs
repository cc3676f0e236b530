using FakeNews.Grains.Text;

namespace FakeNews.Grains.Models;

/// <summary>The rules that a manifest obeys before anything else of its package is read.</summary>
internal static class ManifestCheck
{
    private static readonly string[] Labels = ["fake", "real"];
    private static readonly string[] Precisions = ["fp32", "fp16", "int8"];

    /// <summary>The first rule that the manifest breaks, as the end of a sentence; null when it breaks none.</summary>
    public static string? Fault(ModelManifest manifest) => manifest switch
    {
        { Format: not ModelManifest.CurrentFormat } => $"has format {manifest.Format}, and this version reads format {ModelManifest.CurrentFormat}",
        { Name: null or "" } => "has no name",
        { Version: null or "" } => "has no version",
        { Labels.IsDefault: true } => "has no labels",
        _ when !manifest.Labels.SequenceEqual(Labels) => $"has the labels [{string.Join(", ", manifest.Labels)}] instead of [fake, real]",
        { Language: null or "" } => "names no language",
        { Text: null } or { Text.Masks.IsDefault: true } => "has no text recipe",
        { Text.Separator: null } => "has no separator between title and body",
        _ when manifest.Text.Masks.FirstOrDefault(mask => !KnownMask(mask)) is { } unknown => $"wants the text mask '{unknown}', which this version does not have",
        { MaximumTokens: < 3 or > 8192 } => $"has maximumTokens {manifest.MaximumTokens}, which is not between 3 and 8192",
        { Thresholds: null } => "has no thresholds",
        { Thresholds: { Review: not > 0 } or { Flag: not <= 1 } } => "has thresholds outside (0, 1]",
        _ when !(manifest.Thresholds.Review <= manifest.Thresholds.Flag) => "has a review threshold above its flag threshold",
        _ when !(manifest.Temperature > 0 && double.IsFinite(manifest.Temperature)) => $"has temperature {manifest.Temperature}, which is not above 0",
        { Cascade: { Accept: null } } => "has a cascade without a band",
        { Cascade: { } cascade } when cascade.Tokens < 3 || cascade.Tokens >= manifest.MaximumTokens =>
            $"has a cascade whose first step is {cascade.Tokens} tokens, which is not between 3 and its maximumTokens",
        { Cascade.Accept: not { Below: >= 0, Above: <= 1 } } => "has a cascade whose band leaves [0, 1]",
        { Cascade: { } cascade } when !(cascade.Accept.Below <= cascade.Accept.Above) => "has a cascade whose band ends before it begins",
        { Cascade.FlipBudget: not (>= 0 and < 1) } => "has a cascade whose flipBudget is outside [0, 1)",
        { Files: null } => "lists no files",
        { Graphs.IsDefaultOrEmpty: true } => "names no graph",
        _ when manifest.Graphs.FirstOrDefault(graph => !Precisions.Contains(graph.Precision)) is { } graph => $"has a graph of the unknown precision '{graph.Precision}'",
        _ when manifest.Graphs.FirstOrDefault(graph => !manifest.Files.ContainsKey(graph.File ?? "")) is { } graph => $"names the graph '{graph.File}', which is not among its files",
        _ when !manifest.Files.ContainsKey(ModelPackage.VocabularyFile) => $"does not list {ModelPackage.VocabularyFile}",
        _ when manifest.Files.Keys.FirstOrDefault(path => !IsInside(path)) is { } path => $"lists the file '{path}', whose path leaves the package",
        _ => null,
    };

    private static bool KnownMask(string mask) => TextMasks.All.Any(known => known.Name == mask);

    private static bool IsInside(string path) =>
        path.Length > 0 && path[0] != '/' && !path.Contains('\\') && !path.Contains(':') && path.Split('/').All(part => part is not ("" or "." or ".."));
}
