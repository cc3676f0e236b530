using System.Collections.Immutable;
using FakeNews.Grains.Promotion;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Trial;

namespace FakeNews.Grains.Swap;

/// <summary>The registry and what every silo has.</summary>
/// <param name="State">The registry.</param>
/// <param name="Silos">What each silo has; one that did not answer is absent.</param>
/// <param name="Absent">Names of the silos that did not answer.</param>
/// <param name="Trial">What all of them counted together.</param>
/// <param name="Promotion">How far the candidate is on its way to become active by itself; null where a person decides.</param>
[GenerateSerializer, Immutable]
public sealed record ClusterModels(
    [property: Id(0)] RegistryState State,
    [property: Id(1)] ImmutableArray<SiloModels> Silos,
    [property: Id(2)] ImmutableArray<string> Absent,
    [property: Id(3)] TrialReport Trial,
    [property: Id(4)] PromotionOutlook? Promotion = null);
