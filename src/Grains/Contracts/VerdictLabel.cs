using System.Text.Json.Serialization;

namespace FakeNews.Grains.Contracts;

/// <summary>The more probable of the model's two classes. The numbers are the class indices in data and models.</summary>
public enum VerdictLabel
{
    /// <summary>Resembles writing labelled unreliable.</summary>
    [JsonStringEnumMemberName("fake")]
    Fake = 0,

    /// <summary>Resembles writing labelled reliable.</summary>
    [JsonStringEnumMemberName("real")]
    Real = 1,
}
