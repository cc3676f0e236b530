using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeNews.Trainer.Labelled;

/// <summary>The JSON of the journal.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalJson : JsonSerializerContext;
