using System.Text.Json.Serialization;

namespace FakeNews.Chaos.Fuzzing;

/// <summary>JSON of the fuzz run's articles.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class FuzzJson : JsonSerializerContext;
