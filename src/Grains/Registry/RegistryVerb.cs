using System.Text.Json.Serialization;

namespace FakeNews.Grains.Registry;

/// <summary>What happened to the registry: the verb of a command, and of the line of history that it leaves.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RegistryVerb>))]
public enum RegistryVerb
{
    /// <summary>A package came into the store. Changes nothing that judges.</summary>
    [JsonStringEnumMemberName("import")]
    Import,

    /// <summary>The first model of an empty registry became active.</summary>
    [JsonStringEnumMemberName("adopt")]
    Adopt,

    /// <summary>A model became the candidate; every device loads it beside the active one.</summary>
    [JsonStringEnumMemberName("prepare")]
    Prepare,

    /// <summary>Every device has prepared the candidate.</summary>
    [JsonStringEnumMemberName("prepared")]
    Prepared,

    /// <summary>A device could not prepare the candidate; the faults name it.</summary>
    [JsonStringEnumMemberName("unprepared")]
    Unprepared,

    /// <summary>The candidate became active.</summary>
    [JsonStringEnumMemberName("activate")]
    Activate,

    /// <summary>The candidate judges a share of the articles; 0 ends it.</summary>
    [JsonStringEnumMemberName("canary")]
    Canary,

    /// <summary>The candidate judges a share of the articles for the flip report only; 0 ends it.</summary>
    [JsonStringEnumMemberName("shadow")]
    Shadow,

    /// <summary>The candidate became active after canary or shadow.</summary>
    [JsonStringEnumMemberName("promote")]
    Promote,

    /// <summary>The candidate was dropped.</summary>
    [JsonStringEnumMemberName("reject")]
    Reject,

    /// <summary>The previous model became active again.</summary>
    [JsonStringEnumMemberName("rollback")]
    Rollback,

    /// <summary>Packages that nothing refers to were deleted from the store.</summary>
    [JsonStringEnumMemberName("gc")]
    Collect,
}
