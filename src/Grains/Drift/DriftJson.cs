using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeNews.Grains.Drift;

/// <summary>The JSON of drift.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DriftMeasure))]
[JsonSerializable(typeof(DriftReport))]
public sealed partial class DriftJson : JsonSerializerContext;
