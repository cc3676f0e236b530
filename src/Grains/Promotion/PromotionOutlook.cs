using FakeNews.Grains.Registry;

namespace FakeNews.Grains.Promotion;

/// <summary>How far a candidate is on its way to become active by itself.</summary>
/// <param name="Next">What comes next.</param>
/// <param name="Since">When the present stage began.</param>
/// <param name="NotBefore">When the next one may begin at the earliest.</param>
/// <param name="Articles">Articles of the present stage so far: compared in the shadow, judged by the canary.</param>
/// <param name="ArticlesNeeded">So many there must be.</param>
/// <param name="Evidence">What is known of it, in a sentence.</param>
/// <param name="Waits">What it waits for, in a sentence; null where the next stage is due.</param>
[GenerateSerializer, Immutable]
public sealed record PromotionOutlook(
    [property: Id(0)] RegistryCommand Next,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] DateTimeOffset NotBefore,
    [property: Id(3)] long Articles,
    [property: Id(4)] long ArticlesNeeded,
    [property: Id(5)] string Evidence,
    [property: Id(6)] string? Waits);
