using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Trial;

namespace FakeNews.Grains.Swap;

/// <summary>What a silo has of the models.</summary>
/// <param name="Silo">Its name.</param>
/// <param name="Generation">The generation of the registry that it judges by; 0 before the first.</param>
/// <param name="Active">The model that judges there.</param>
/// <param name="Devices">Names of its devices.</param>
/// <param name="Models">The models it keeps.</param>
/// <param name="Trial">What it counted.</param>
[GenerateSerializer, Immutable]
public sealed record SiloModels(
    [property: Id(0)] string Silo,
    [property: Id(1)] long Generation,
    [property: Id(2)] ModelIdentity? Active,
    [property: Id(3)] ImmutableArray<string> Devices,
    [property: Id(4)] ImmutableArray<ResidentModel> Models,
    [property: Id(5)] TrialReport Trial);
