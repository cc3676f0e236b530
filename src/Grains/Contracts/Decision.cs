using System.Text.Json.Serialization;

namespace FakeNews.Grains.Contracts;

/// <summary>What is done with an article.</summary>
public enum Decision
{
    /// <summary>Nothing to see.</summary>
    [JsonStringEnumMemberName("pass")]
    Pass,

    /// <summary>A person should look: the model is unsure, or could not judge.</summary>
    [JsonStringEnumMemberName("review")]
    Review,

    /// <summary>Resembles writing labelled unreliable.</summary>
    [JsonStringEnumMemberName("flag")]
    Flag,
}
