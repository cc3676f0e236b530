using FakeNews.Grains.Models;

namespace FakeNews.Grains.Packages.Buckets;

/// <summary>A package in a bucket, whose manifest was read and found to be the address's.</summary>
internal sealed class BucketSource(ObjectBucket bucket, string root, string sha256, byte[] manifest) : IPackageSource
{
    public string Name => sha256;

    public Stream? Open(string file) => file == ModelPackage.ManifestFile ? new MemoryStream(manifest, writable: false) : ObjectStream.Open(bucket, $"{root}{sha256}/{file}");

    public void Dispose()
    {
    }
}
