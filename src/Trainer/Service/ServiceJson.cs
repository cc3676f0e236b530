using System.Text.Json;
using System.Text.Json.Serialization;
using FakeNews.Grains.Drift;
using FakeNews.Trainer.Retraining;

namespace FakeNews.Trainer.Service;

/// <summary>The JSON of the service.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TrainerStatus))]
[JsonSerializable(typeof(RetrainOutcome))]
[JsonSerializable(typeof(RetrainPlan))]
[JsonSerializable(typeof(RetrainRequest))]
[JsonSerializable(typeof(DriftReport))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ServiceJson : JsonSerializerContext;
