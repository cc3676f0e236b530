using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeNews.Trainer.Gate;

/// <summary>The JSON of a gate's report.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GateReport))]
public sealed partial class GateJson : JsonSerializerContext;
