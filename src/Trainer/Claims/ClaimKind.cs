using System.Text.Json.Serialization;

namespace FakeNews.Trainer.Claims;

/// <summary>What a trainer says of a trigger.</summary>
public enum ClaimKind
{
    /// <summary>I retrain for it.</summary>
    [JsonStringEnumMemberName("claim")]
    Claim,

    /// <summary>I am still at it.</summary>
    [JsonStringEnumMemberName("renew")]
    Renew,

    /// <summary>I publish what came out.</summary>
    [JsonStringEnumMemberName("publish")]
    Publish,

    /// <summary>It is finished, with or without a candidate.</summary>
    [JsonStringEnumMemberName("done")]
    Done,
}
