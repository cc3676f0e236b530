using System.Text.Json;
using System.Text.Json.Serialization;
using FakeNews.Grains.Labels;

namespace FakeNews.Silo.Labels;

/// <summary>The JSON of the labels' API.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LabelBody))]
[JsonSerializable(typeof(ReviewAnswer))]
[JsonSerializable(typeof(FlagPrecision))]
[JsonSerializable(typeof(LabelLine))]
[JsonSerializable(typeof(TrainingLine))]
internal sealed partial class LabelsJson : JsonSerializerContext;
