using FakeNews.Grains.Models;

namespace FakeNews.Grains.Devices;

/// <summary>Verifies a package in full: <c>fakenews models verify</c>.</summary>
public static class PackageVerification
{
    /// <summary>Opens the package (rules, sha256 of every file) and reproduces all of its golden examples on the CPU.</summary>
    /// <param name="path">A folder or .zip.</param>
    /// <param name="precision">The graph's precision; null for the package's default.</param>
    /// <exception cref="ModelPackageException">The first defect, in one sentence.</exception>
    public static async Task<VerifiedPackage> RunAsync(string path, string? precision = null)
    {
        var snapshot = ModelSnapshot.Load(ModelPackage.Open(path), precision);
        var description = new DeviceDescription("cpu0", DeviceKind.Cpu, 0, Environment.ProcessorCount, 0);
        using var device = new InferenceDevice(description, new OnnxRuntimeLoader(), TimeSpan.FromMinutes(1), TimeProvider.System);
        device.Load(snapshot.Identity, snapshot.GraphPath);
        var golden = GoldenExamples.Read(snapshot);
        return new(snapshot.Package, golden.Length, await GoldenCheck.RunAsync(device, snapshot.Identity, golden));
    }
}
