using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeNews.Silo.Training;

/// <summary>The JSON of requests to the trainer.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainerRequest))]
internal sealed partial class TrainerJson : JsonSerializerContext;
