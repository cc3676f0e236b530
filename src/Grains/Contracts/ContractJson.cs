using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeNews.Grains.Contracts;

/// <summary>The JSON of the contracts: camel case, absent fields instead of nulls on the way out, unknown fields ignored on the way in.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Article))]
[JsonSerializable(typeof(Verdict))]
[JsonSerializable(typeof(ArticleLabel))]
[JsonSerializable(typeof(IReadOnlyList<Verdict>))]
public sealed partial class ContractJson : JsonSerializerContext;
