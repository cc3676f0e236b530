using System.Collections.Immutable;
using FakeNews.Grains.Durability;
using FakeNews.Grains.Models;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Packages;

/// <summary>
/// The store as a folder: one folder for each package, named by its sha256. A package is copied and checked in a hidden folder beside them and appears
/// by one rename. Several processes may share it.
/// </summary>
public sealed class FolderPackageStore : IPackageStore
{
    private const string Incoming = ".incoming";
    private static readonly TimeSpan StagingLife = TimeSpan.FromDays(1);

    private readonly PackageStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly string _root;
    private readonly string _called;

    /// <summary>Opens the store; the folder is made when the first package comes.</summary>
    public FolderPackageStore(IOptions<PackageStoreOptions> options, TimeProvider time)
        : this((options ?? throw new ArgumentNullException(nameof(options))).Value.Folder ?? throw new ArgumentException("Packages:Folder is not set.", nameof(options)), "The package store", options.Value, time)
    {
    }

    /// <summary>A folder of packages beside another store.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="called">What messages call it, as the beginning of a sentence.</param>
    /// <param name="options">Bounds of a package.</param>
    /// <param name="time">The clock.</param>
    internal FolderPackageStore(string folder, string called, PackageStoreOptions options, TimeProvider time) =>
        (_root, _called, _options, _time) = (Path.GetFullPath(folder), called, options, time);

    /// <inheritdoc/>
    public Task<StoredPackage> ImportAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Task.Run(() => Import(path, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public ModelPackage Open(string sha256)
    {
        if (!PackageReference.IsAddress(sha256) || !Directory.Exists(FolderOf(sha256)))
        {
            throw PackageReference.Absent(sha256);
        }

        ModelPackage package;
        try
        {
            package = ModelPackage.Open(FolderOf(sha256));
        }
        catch (ModelPackageException e)
        {
            // Whoever asks over HTTP knows its address, and shall not learn where the store lies.
            throw new ModelPackageException(e.Message.Replace(FolderOf(sha256), PackageReference.Shown(sha256), StringComparison.Ordinal), e);
        }

        return package.Identity.Sha256 == sha256
            ? package
            : throw new ModelPackageException($"The manifest of the package {PackageReference.Shown(sha256)} in the store was changed.");
    }

    /// <inheritdoc/>
    public Task<ModelManifest> ReadManifestAsync(string sha256, CancellationToken cancellationToken = default) => Task.Run(
        () => PackageReference.IsAddress(sha256) && Directory.Exists(FolderOf(sha256))
            ? ReadManifest(sha256)
            : throw PackageReference.Absent(sha256),
        cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<StoredPackage>> ListAsync(CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            if (!Directory.Exists(_root))
            {
                return ImmutableArray<StoredPackage>.Empty;
            }

            return [.. Directory.EnumerateDirectories(_root)
                .Select(Path.GetFileName)
                .OfType<string>()
                .Where(PackageReference.IsAddress)
                .Select(TryDescribe)
                .OfType<StoredPackage>()
                .OrderBy(package => package.ImportedAt)
                .ThenBy(package => package.Model.Sha256, StringComparer.Ordinal)];
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<StoredPackage> FindAsync(string reference, CancellationToken cancellationToken = default) =>
        PackageReference.Find(await ListAsync(cancellationToken), reference);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string sha256, CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            RemoveStaleStaging();
            if (!PackageReference.IsAddress(sha256) || !Directory.Exists(FolderOf(sha256)))
            {
                return false;
            }

            // Out of sight in one step; a reader sees the package whole or not at all.
            var doomed = NewStaging();
            Directory.Move(FolderOf(sha256), doomed);
            Directory.Delete(doomed, recursive: true);
            return true;
        },
        cancellationToken);

    private StoredPackage Import(string path, CancellationToken cancellationToken)
    {
        using var source = PackageStaging.OpenSource(path, _options);
        return Import(source, cancellationToken);
    }

    /// <summary>Takes a package in from where it can be read, as <see cref="ImportAsync"/> does.</summary>
    internal StoredPackage Import(IPackageSource source, CancellationToken cancellationToken)
    {
        string? staging = null;
        try
        {
            staging = NewStaging();
            var (bytes, manifest, sha256) = PackageStaging.ReadManifest(source, _options);
            if (Keep(sha256) is { } kept)
            {
                return kept;
            }

            Directory.CreateDirectory(staging);
            PackageStaging.Copy(source, manifest, bytes, staging, _options, cancellationToken);
            PackageInspection.Run(ModelPackage.Open(staging));
            Seal(staging);
            Publish(staging, sha256);
            return Describe(sha256);
        }
        catch (ModelPackageException e) when (staging is not null && e.Message.Contains(staging, StringComparison.Ordinal))
        {
            // What is wrong with the copy is wrong with the package, and the copy's place is nobody's business.
            throw new ModelPackageException(e.Message.Replace(staging, source.Name, StringComparison.Ordinal), e);
        }
        catch (PathTooLongException e)
        {
            throw new ModelPackageException($"The package {source.Name} lists a file whose name is too long.", e);
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not PackageStoreException)
        {
            // Faults of the source were told apart where it was read.
            throw PackageStoreException.Of(_called, e);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    /// <summary>The package that is there already; null where it is not, or is damaged and was put out of the way.</summary>
    private StoredPackage? Keep(string sha256)
    {
        if (!Directory.Exists(FolderOf(sha256)))
        {
            return null;
        }

        try
        {
            _ = Open(sha256);
            return Describe(sha256);
        }
        catch (ModelPackageException)
        {
            var damaged = NewStaging();
            Directory.Move(FolderOf(sha256), damaged);
            Directory.Delete(damaged, recursive: true);
            return null;
        }
    }

    private void Publish(string staging, string sha256)
    {
        Directory.SetLastWriteTimeUtc(staging, _time.GetUtcNow().UtcDateTime);
        try
        {
            Directory.Move(staging, FolderOf(sha256));
        }
        catch (IOException) when (Directory.Exists(FolderOf(sha256)))
        {
            // Somebody else took in the same package at the same time; equal addresses are equal packages.
        }

        DiskFolder.Flush(_root);
    }

    private static void Seal(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, File.GetAttributes(file) | FileAttributes.ReadOnly);
        }

        foreach (var inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
        {
            DiskFolder.Flush(inner);
        }

        DiskFolder.Flush(folder);
    }

    private StoredPackage? TryDescribe(string sha256)
    {
        try
        {
            return Describe(sha256);
        }
        catch (Exception e) when (e is ModelPackageException or IOException or UnauthorizedAccessException)
        {
            // Damaged beyond its manifest, or being deleted: not a package that could be used.
            return null;
        }
    }

    private StoredPackage Describe(string sha256)
    {
        var folder = FolderOf(sha256);
        var manifest = ReadManifest(sha256);
        var bytes = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        return new(new(manifest.Name, manifest.Version, sha256), manifest.Parent, bytes, new(Directory.GetLastWriteTimeUtc(folder), TimeSpan.Zero));
    }

    private ModelManifest ReadManifest(string sha256) =>
        ModelPackage.ReadManifest(File.ReadAllBytes(Path.Combine(FolderOf(sha256), ModelPackage.ManifestFile)), FolderOf(sha256)).Manifest;

    private void RemoveStaleStaging()
    {
        var incoming = Path.Combine(_root, Incoming);
        if (!Directory.Exists(incoming))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(incoming).Where(folder => DateTime.UtcNow - Directory.GetLastWriteTimeUtc(folder) > StagingLife))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string NewStaging()
    {
        Directory.CreateDirectory(Path.Combine(_root, Incoming));
        return Path.Combine(_root, Incoming, Guid.NewGuid().ToString("n"));
    }

    private string FolderOf(string sha256) => Path.Combine(_root, sha256);
}
