using System.Text.Json.Serialization;

namespace FakeNews.Grains.Drift;

/// <summary>What is known of a measure.</summary>
public enum DriftState
{
    /// <summary>There is no reference yet; it is being learned from the stream.</summary>
    [JsonStringEnumMemberName("learning")]
    Learning,

    /// <summary>There is a reference; the first window is filling.</summary>
    [JsonStringEnumMemberName("filling")]
    Filling,

    /// <summary>The window is like the reference.</summary>
    [JsonStringEnumMemberName("steady")]
    Steady,

    /// <summary>The window differs from the reference.</summary>
    [JsonStringEnumMemberName("drifting")]
    Drifting,
}
