using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeNews.Ingest.DeadLetters;

/// <summary>The JSON of exports.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LetterLine))]
public sealed partial class LetterJson : JsonSerializerContext;
