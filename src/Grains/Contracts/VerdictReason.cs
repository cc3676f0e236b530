using System.Text.Json.Serialization;

namespace FakeNews.Grains.Contracts;

/// <summary>Why a verdict has its decision.</summary>
public enum VerdictReason
{
    /// <summary>The calibrated probability against the model's thresholds.</summary>
    [JsonStringEnumMemberName("probability")]
    Probability,

    /// <summary>The article is not in the model's language: no score, decision review.</summary>
    [JsonStringEnumMemberName("language")]
    Language,

    /// <summary>Nothing judgeable is left after preparation (only mark-up, control characters or masked text): no score, decision review.</summary>
    [JsonStringEnumMemberName("no-content")]
    NoContent,
}
