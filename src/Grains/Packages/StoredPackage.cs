using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Packages;

/// <summary>A package in the store.</summary>
/// <param name="Model">Which model.</param>
/// <param name="Parent">sha256 of the package it was trained from.</param>
/// <param name="Bytes">Bytes of all its files.</param>
/// <param name="ImportedAt">When it came into the store.</param>
[GenerateSerializer, Immutable]
public sealed record StoredPackage(
    [property: Id(0)] ModelIdentity Model,
    [property: Id(1)] string? Parent,
    [property: Id(2)] long Bytes,
    [property: Id(3)] DateTimeOffset ImportedAt);
