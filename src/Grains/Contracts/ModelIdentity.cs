namespace FakeNews.Grains.Contracts;

/// <summary>Which model judged.</summary>
/// <param name="Name">The package's name, e.g. <c>demo</c>.</param>
/// <param name="Version">The package's version, e.g. <c>1.0.0</c>.</param>
/// <param name="Sha256">The package's address: sha256 of its manifest, 64 lower-case hexadecimal digits.</param>
[GenerateSerializer, Immutable]
public sealed record ModelIdentity([property: Id(0)] string Name, [property: Id(1)] string Version, [property: Id(2)] string Sha256);
