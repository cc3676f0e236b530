using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Packages;

/// <summary>One thing in which two packages differ.</summary>
/// <param name="Path">Where in the manifest, e.g. <c>metrics.heldOut.accuracy</c>.</param>
/// <param name="Before">The first package's value; null where it has none.</param>
/// <param name="After">The second package's value; null where it has none.</param>
[GenerateSerializer, Immutable]
public sealed record PackageDifference([property: Id(0)] string Path, [property: Id(1)] string? Before, [property: Id(2)] string? After)
{
    /// <summary>All differences of two manifests, by path. Figures are compared exactly.</summary>
    public static ImmutableArray<PackageDifference> Between(ModelManifest before, ModelManifest after)
    {
        var (first, second) = (Flatten(before), Flatten(after));
        return [.. first.Keys.Union(second.Keys).Order(StringComparer.Ordinal)
            .Select(path => new PackageDifference(path, first.GetValueOrDefault(path), second.GetValueOrDefault(path)))
            .Where(difference => difference.Before != difference.After)];
    }

    private static Dictionary<string, string> Flatten(ModelManifest manifest)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Walk(JsonSerializer.SerializeToElement(manifest, ManifestJson.Default.ModelManifest), "", values);
        return values;
    }

    private static void Walk(JsonElement element, string path, Dictionary<string, string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Walk(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", values);
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), values);
                }

                break;
            default:
                values[path] = element.ToString();
                break;
        }
    }
}
