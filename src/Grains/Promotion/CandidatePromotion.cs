namespace FakeNews.Grains.Promotion;

/// <summary>What the registry keeps of a candidate that may become active without a person. A command of a person takes it away.</summary>
/// <param name="Wish">Why it may.</param>
/// <param name="Since">When its present stage began: prepared, shadow, canary.</param>
[GenerateSerializer, Immutable]
public sealed record CandidatePromotion([property: Id(0)] PromotionWish Wish, [property: Id(1)] DateTimeOffset Since);
