using System.Text.Json.Serialization;

namespace FakeNews.Grains.Contracts;

/// <summary>What a reviewer found an article's writing to be. The first two numbers are the class indices in data and models.</summary>
public enum ReviewLabel
{
    /// <summary>Unreliable writing.</summary>
    [JsonStringEnumMemberName("fake")]
    Fake = 0,

    /// <summary>Reliable writing.</summary>
    [JsonStringEnumMemberName("real")]
    Real = 1,

    /// <summary>The reviewer can't tell; takes an earlier word back, and trains nothing.</summary>
    [JsonStringEnumMemberName("unsure")]
    Unsure = 2,
}
