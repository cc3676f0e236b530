using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeNews.Grains.Models;

/// <summary>The JSON of <c>golden.jsonl</c>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GoldenExample))]
public sealed partial class GoldenJson : JsonSerializerContext;
