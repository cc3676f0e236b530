using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeNews.Trainer.Claims;

/// <summary>The JSON of claims.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ClaimRecord))]
internal sealed partial class ClaimJson : JsonSerializerContext;
