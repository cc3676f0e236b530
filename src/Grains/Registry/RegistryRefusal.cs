using System.Text.Json.Serialization;

namespace FakeNews.Grains.Registry;

/// <summary>Why a command was refused.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RegistryRefusal>))]
public enum RegistryRefusal
{
    /// <summary>The registry has moved on since the actor looked.</summary>
    [JsonStringEnumMemberName("stale-generation")]
    StaleGeneration,

    /// <summary>There is an active model already.</summary>
    [JsonStringEnumMemberName("already-active")]
    AlreadyActive,

    /// <summary>There is no active model yet.</summary>
    [JsonStringEnumMemberName("no-active")]
    NoActive,

    /// <summary>There is no candidate.</summary>
    [JsonStringEnumMemberName("no-candidate")]
    NoCandidate,

    /// <summary>The candidate is another model than the command names.</summary>
    [JsonStringEnumMemberName("other-candidate")]
    OtherCandidate,

    /// <summary>The candidate judges articles at the moment; end its trial first.</summary>
    [JsonStringEnumMemberName("candidate-on-trial")]
    CandidateOnTrial,

    /// <summary>Not every device has prepared the candidate.</summary>
    [JsonStringEnumMemberName("not-prepared")]
    NotPrepared,

    /// <summary>There is no previous model to return to.</summary>
    [JsonStringEnumMemberName("no-previous")]
    NoPrevious,

    /// <summary>A share is not between 0 and 100.</summary>
    [JsonStringEnumMemberName("bad-percent")]
    BadPercent,

    /// <summary>The command names no model where it must.</summary>
    [JsonStringEnumMemberName("no-model")]
    NoModel,

    /// <summary>The store has no such package, or it is not whole.</summary>
    [JsonStringEnumMemberName("bad-package")]
    BadPackage,

    /// <summary>The registry's state can't be written down, so that nothing was changed.</summary>
    [JsonStringEnumMemberName("not-stored")]
    NotStored,

    /// <summary>The package store does not answer, so that nothing was changed.</summary>
    [JsonStringEnumMemberName("store-away")]
    StoreAway,
}
