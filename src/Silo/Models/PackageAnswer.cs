using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;

namespace FakeNews.Silo.Models;

/// <summary>A package of the store with its manifest.</summary>
internal sealed record PackageAnswer(StoredPackage Package, ModelManifest Manifest);
