using System.Text.Json.Serialization;

namespace FakeNews.Grains.Swap;

/// <summary>How far a silo is with a model.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResidentStage>))]
public enum ResidentStage
{
    /// <summary>It is being fetched, verified, loaded, checked or warmed.</summary>
    [JsonStringEnumMemberName("loading")]
    Loading,

    /// <summary>Every device of the silo can run it at once.</summary>
    [JsonStringEnumMemberName("ready")]
    Ready,

    /// <summary>A device can't run it.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
