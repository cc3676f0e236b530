using System.Text.Json.Serialization;

namespace FakeNews.Grains.Drift;

/// <summary>What of the stream is compared with the reference.</summary>
public enum DriftMeasure
{
    /// <summary>Share of articles that are flagged.</summary>
    [JsonStringEnumMemberName("flag-rate")]
    FlagRate,

    /// <summary>Distribution of the calibrated probability of fake.</summary>
    [JsonStringEnumMemberName("probability")]
    Probability,

    /// <summary>Tokens of the whole text.</summary>
    [JsonStringEnumMemberName("length")]
    Length,

    /// <summary>Share of the tokens read that are the unknown piece.</summary>
    [JsonStringEnumMemberName("unknown-pieces")]
    UnknownPieces,

    /// <summary>Articles that were judged, in another language than the model's, or without content.</summary>
    [JsonStringEnumMemberName("language")]
    Language,

    /// <summary>Which publishers the articles come from.</summary>
    [JsonStringEnumMemberName("sources")]
    Sources,
}
