using FakeNews.Grains.Packages.Buckets;

namespace FakeNews.Grains.Packages;

/// <summary>Configuration section <c>Packages</c>: where model packages are kept. Validated at start.</summary>
public sealed class PackageStoreOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Packages";

    /// <summary>The store's folder; all silos of a cluster share it. Default: <c>packages</c> in the registry's folder.</summary>
    public string? Folder { get; set; }

    /// <summary>Most bytes that one package may have when unpacked. Default 4 GiB.</summary>
    public long MaximumBytes { get; set; } = 4L << 30;

    /// <summary>Most files that one package may have. Default 1,000.</summary>
    public int MaximumFiles { get; set; } = 1_000;

    /// <summary>Packages younger than this are never collected, whatever refers to them. Default 1 hour.</summary>
    public TimeSpan KeepNewFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Packages named in so many of the latest lines of history are kept. Default 50.</summary>
    public int KeepHistory { get; set; } = 50;

    /// <summary>A bucket that keeps the packages instead of the folder.</summary>
    public S3Options S3 { get; } = new();
}
