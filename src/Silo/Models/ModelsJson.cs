using System.Text.Json;
using System.Text.Json.Serialization;
using FakeNews.Grains.Drift;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Swap;
using FakeNews.Grains.Trial;

namespace FakeNews.Silo.Models;

/// <summary>The JSON of the models' API.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ClusterModels))]
[JsonSerializable(typeof(FlipReport))]
[JsonSerializable(typeof(DriftReport))]
[JsonSerializable(typeof(PackageAnswer))]
[JsonSerializable(typeof(ModelCommandBody))]
[JsonSerializable(typeof(ModelCommandAnswer))]
[JsonSerializable(typeof(StoredPackage))]
[JsonSerializable(typeof(IReadOnlyList<StoredPackage>))]
[JsonSerializable(typeof(IReadOnlyList<HistoryEntry>))]
[JsonSerializable(typeof(IReadOnlyList<PackageDifference>))]
internal sealed partial class ModelsJson : JsonSerializerContext;
