using System.Text.Json.Serialization;

namespace FakeNews.Grains.Drift;

/// <summary>Where a reference comes from.</summary>
public enum ReferenceOrigin
{
    /// <summary>The package's manifest: the trainer measured it on validation.</summary>
    [JsonStringEnumMemberName("package")]
    Package,

    /// <summary>The first articles after the activation.</summary>
    [JsonStringEnumMemberName("learned")]
    Learned,
}
