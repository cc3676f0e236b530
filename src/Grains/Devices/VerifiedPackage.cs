using FakeNews.Grains.Models;

namespace FakeNews.Grains.Devices;

/// <summary>What a verification found in a package without defects.</summary>
/// <param name="Package">The package.</param>
/// <param name="GoldenExamples">Golden examples reproduced.</param>
/// <param name="LargestDifference">Largest absolute difference of a logit among them.</param>
public sealed record VerifiedPackage(ModelPackage Package, int GoldenExamples, double LargestDifference);
