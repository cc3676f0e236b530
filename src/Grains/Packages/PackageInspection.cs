using FakeNews.Grains.Models;

namespace FakeNews.Grains.Packages;

/// <summary>Checks all of a package that can be checked without running its graph.</summary>
internal static class PackageInspection
{
    /// <summary>Reads its vocabulary, text recipe and golden examples; its tokenizer must make their ids.</summary>
    /// <exception cref="ModelPackageException">The first defect, in one sentence.</exception>
    public static void Run(ModelPackage package) => _ = GoldenExamples.Read(ModelSnapshot.Load(package));
}
