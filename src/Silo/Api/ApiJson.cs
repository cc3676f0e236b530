using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeNews.Silo.Api;

/// <summary>The JSON of the HTTP API, beside that of the contracts.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FlaggedBody))]
[JsonSerializable(typeof(ArticleBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(IReadOnlyList<SourceFigures>))]
internal sealed partial class ApiJson : JsonSerializerContext;
