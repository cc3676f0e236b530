using System.Text.Json.Serialization;

namespace FakeNews.Grains.Drift;

/// <summary>What happened to a measure.</summary>
public enum DriftEventKind
{
    /// <summary>The stream became another.</summary>
    [JsonStringEnumMemberName("began")]
    Began,

    /// <summary>It is like the reference again.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,
}
