using System.Text.Json.Serialization;

namespace FakeNews.Grains.Promotion;

/// <summary>Why a candidate may become active without a person. Who prepares it says so, and must be an owner.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PromotionWish>))]
public enum PromotionWish
{
    /// <summary>The trainer's gate let it through; it goes its way by itself where <see cref="PromotionOptions.Auto"/> is set.</summary>
    [JsonStringEnumMemberName("gated")]
    Gated,

    /// <summary>An owner wants it to go its way by itself.</summary>
    [JsonStringEnumMemberName("automatic")]
    Automatic,
}
