using System.Text.Json;
using System.Text.Json.Serialization;
using FakeNews.Grains.Drift;

namespace FakeNews.Grains.Registry;

/// <summary>The JSON of the registry: on disk, in the journal and over HTTP.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RegistryRecord))]
[JsonSerializable(typeof(DriftRecord))]
[JsonSerializable(typeof(RegistryState))]
[JsonSerializable(typeof(HistoryEntry))]
[JsonSerializable(typeof(IReadOnlyList<HistoryEntry>))]
public sealed partial class RegistryJson : JsonSerializerContext;
