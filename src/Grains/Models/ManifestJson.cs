using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeNews.Grains.Models;

/// <summary>The JSON of <c>manifest.json</c>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelManifest))]
public sealed partial class ManifestJson : JsonSerializerContext;
