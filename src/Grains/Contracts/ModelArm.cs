using System.Text.Json.Serialization;

namespace FakeNews.Grains.Contracts;

/// <summary>Which side of a canary judged an article.</summary>
public enum ModelArm
{
    /// <summary>The active model.</summary>
    [JsonStringEnumMemberName("champion")]
    Champion,

    /// <summary>The candidate.</summary>
    [JsonStringEnumMemberName("canary")]
    Canary,
}
