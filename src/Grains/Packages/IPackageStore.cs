using System.Collections.Immutable;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Packages;

/// <summary>
/// Keeps model packages, each under the sha256 of its manifest. A package is there whole or not at all, and never changes. A folder does it
/// (<see cref="FolderPackageStore"/>), or a bucket (<see cref="Buckets.S3PackageStore"/>), by the same contract: unpack, check, then make visible with one write.
/// Whatever is asked of a store that is away ends with a <see cref="PackageStoreAwayException"/>, in bounded time.
/// </summary>
public interface IPackageStore
{
    /// <summary>Takes a package in, after checking all that can be checked without running it. One that is there already is verified anew and kept.</summary>
    /// <param name="path">A folder or a .zip.</param>
    /// <param name="cancellationToken">Stops; nothing stays behind.</param>
    /// <exception cref="ModelPackageException">It is not a whole package of this version; the message says what is wrong.</exception>
    /// <exception cref="PackageStoreException">The store is full or can't be written; nothing of the package stays.</exception>
    Task<StoredPackage> ImportAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Brings a package to a local folder and verifies every byte of it. Takes as long as hashing its files does.</summary>
    /// <exception cref="ModelPackageException">The store does not have it, or it is damaged.</exception>
    ModelPackage Open(string sha256);

    /// <summary>A package's manifest; its other files are not looked at.</summary>
    /// <exception cref="ModelPackageException">The store does not have it.</exception>
    Task<ModelManifest> ReadManifestAsync(string sha256, CancellationToken cancellationToken = default);

    /// <summary>All packages, oldest first. Only their manifests are read.</summary>
    Task<ImmutableArray<StoredPackage>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Finds the one package whose sha256 begins so, or whose version, <c>name</c> or <c>name@version</c> this is.</summary>
    /// <exception cref="ModelPackageException">None or several match; the message names them.</exception>
    Task<StoredPackage> FindAsync(string reference, CancellationToken cancellationToken = default);

    /// <summary>Deletes a package; false where it is not there.</summary>
    Task<bool> DeleteAsync(string sha256, CancellationToken cancellationToken = default);
}
