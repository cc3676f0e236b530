using System.Text.Json.Serialization;

namespace FakeNews.Grains.Registry;

/// <summary>How far the devices are with the candidate.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CandidateStage>))]
public enum CandidateStage
{
    /// <summary>Devices are loading it.</summary>
    [JsonStringEnumMemberName("preparing")]
    Preparing,

    /// <summary>It is warm on every device and computed its golden examples.</summary>
    [JsonStringEnumMemberName("ready")]
    Ready,

    /// <summary>A device could not prepare it.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
