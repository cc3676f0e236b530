using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Promotion;

namespace FakeNews.Grains.Registry;

/// <summary>The model that may become active.</summary>
/// <param name="Model">Which.</param>
/// <param name="Stage">How far the devices are with it.</param>
/// <param name="Attempt">Counts the times it was to be prepared; devices that failed try again when it grows.</param>
/// <param name="CanaryPercent">Percent of the articles that it judges, 0 to 100.</param>
/// <param name="ShadowPercent">Percent of the articles that it judges for the flip report only, 0 to 100; capacity bounds it further.</param>
/// <param name="Faults">Devices that could not prepare it; empty unless <see cref="CandidateStage.Failed"/>.</param>
/// <param name="Promotion">How it may become active by itself; null: a person decides.</param>
[GenerateSerializer, Immutable]
public sealed record Candidate(
    [property: Id(0)] ModelIdentity Model,
    [property: Id(1)] CandidateStage Stage,
    [property: Id(2)] int Attempt,
    [property: Id(3)] double CanaryPercent,
    [property: Id(4)] double ShadowPercent,
    [property: Id(5)] ImmutableArray<DeviceFault> Faults,
    [property: Id(6)] CandidatePromotion? Promotion = null)
{
    /// <summary>True while it judges anything.</summary>
    public bool IsOnTrial => CanaryPercent > 0 || ShadowPercent > 0;
}
