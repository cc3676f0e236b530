using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using FakeNews.Grains.Models;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Packages.Buckets;

/// <summary>
/// The store as a bucket: <c>{prefix}{sha256}/{file}</c>. A package is checked in a local folder, its files are written, and its manifest last: it is
/// there from the moment its manifest is. What is fetched goes through the same checks into the local folder, from which devices load.
/// </summary>
/// <remarks>
/// A package that one silo deletes while another takes in the very same one may be left damaged; it is then refused by name and can be taken in anew. The
/// registry never does both at once.
/// </remarks>
public sealed class S3PackageStore : IPackageStore, IDisposable
{
    private const int LargestManifest = 4 << 20;
    private static readonly TimeSpan LeftoverLife = TimeSpan.FromDays(1);

    private readonly PackageStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ObjectBucket _bucket;
    private readonly FolderPackageStore _cache;
    private readonly string _root;
    private readonly SemaphoreSlim _fetching = new(1);
    private readonly ConcurrentDictionary<string, ModelManifest> _manifests = new();

    /// <summary>Opens the store; nothing is asked of the bucket yet.</summary>
    /// <exception cref="ArgumentException">Packages:S3 names no bucket or no folder.</exception>
    public S3PackageStore(IOptions<PackageStoreOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time) = (options.Value, time);
        var s3 = _options.S3;
        if (!s3.IsUsed || s3.Cache is not { Length: > 0 } folder)
        {
            throw new ArgumentException("Packages:S3:Bucket or Packages:S3:Cache is not set.", nameof(options));
        }

        _bucket = new(s3, time);
        _cache = new(folder, "The folder of fetched packages", _options, time);
        _root = s3.Prefix.Length == 0 || s3.Prefix.EndsWith('/') ? s3.Prefix : s3.Prefix + "/";
    }

    /// <inheritdoc/>
    public async Task<StoredPackage> ImportAsync(string path, CancellationToken cancellationToken = default)
    {
        var began = _time.GetUtcNow();
        var local = await _cache.ImportAsync(path, cancellationToken);
        var sha256 = local.Model.Sha256;
        try
        {
            await SendAsync(sha256, cancellationToken);
            var objects = await _bucket.ListAsync($"{_root}{sha256}/", cancellationToken);
            return Describe(sha256, _manifests[sha256], objects)
                ?? throw new PackageStoreAwayException("The package store took a package in and does not show it. Try again later.");
        }
        catch when (local.ImportedAt >= began)
        {
            // What the bucket does not have is not in the store, so it must not be found in the folder.
            await _cache.DeleteAsync(sha256, CancellationToken.None);
            throw;
        }
    }

    /// <inheritdoc/>
    public ModelPackage Open(string sha256)
    {
        if (!PackageReference.IsAddress(sha256))
        {
            throw PackageReference.Absent(sha256);
        }

        // On a thread of the pool, because callers hold threads and schedulers of their own.
        return TryLocal(sha256) ?? Task.Run(() => FetchAsync(sha256)).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public async Task<ModelManifest> ReadManifestAsync(string sha256, CancellationToken cancellationToken = default)
    {
        if (!PackageReference.IsAddress(sha256))
        {
            throw PackageReference.Absent(sha256);
        }

        try
        {
            return await ManifestAsync(sha256, cancellationToken) ?? throw PackageReference.Absent(sha256);
        }
        catch (PackageStoreAwayException)
        {
            // What was fetched before says it, too.
            var local = await Task.Run(() => TryLocal(sha256), cancellationToken);
            if (local is null)
            {
                throw;
            }

            return local.Manifest;
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<StoredPackage>> ListAsync(CancellationToken cancellationToken = default)
    {
        List<StoredPackage> packages = [];
        foreach (var (sha256, objects) in await AllAsync(cancellationToken))
        {
            if (objects.Any(one => one.Key == ManifestKey(sha256)) && await TryManifestAsync(sha256, cancellationToken) is { } manifest
                && Describe(sha256, manifest, objects) is { } package)
            {
                packages.Add(package);
            }
        }

        foreach (var gone in _manifests.Keys.Except(packages.Select(package => package.Model.Sha256)))
        {
            _manifests.TryRemove(gone, out _);
        }

        return [.. packages.OrderBy(package => package.ImportedAt).ThenBy(package => package.Model.Sha256, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<StoredPackage> FindAsync(string reference, CancellationToken cancellationToken = default) =>
        PackageReference.Find(await ListAsync(cancellationToken), reference);

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string sha256, CancellationToken cancellationToken = default)
    {
        if (!PackageReference.IsAddress(sha256))
        {
            return false;
        }

        var all = await AllAsync(cancellationToken);
        foreach (var (other, objects) in all.Where(group => group.Key != sha256 && IsLeftover(group.Key, group.Value)))
        {
            await DeleteAsync(other, objects, cancellationToken);
        }

        _manifests.TryRemove(sha256, out _);
        var there = all.TryGetValue(sha256, out var own);
        if (there)
        {
            await DeleteAsync(sha256, own!, cancellationToken);
        }

        await _cache.DeleteAsync(sha256, cancellationToken);
        return there && own!.Any(one => one.Key == ManifestKey(sha256));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bucket.Dispose();
        _fetching.Dispose();
    }

    /// <summary>The copy in the folder; null where there is none, or a damaged one.</summary>
    private ModelPackage? TryLocal(string sha256)
    {
        try
        {
            return _cache.Open(sha256);
        }
        catch (ModelPackageException)
        {
            return null;
        }
    }

    private string ManifestKey(string sha256) => $"{_root}{sha256}/{ModelPackage.ManifestFile}";

    /// <summary>Writes what the bucket does not have, or has damaged, from the folder; the manifest last.</summary>
    private async Task SendAsync(string sha256, CancellationToken cancellationToken)
    {
        // Verified when it was taken in or found there.
        var package = await Task.Run(() => _cache.Open(sha256), cancellationToken);
        var there = (await _bucket.ListAsync($"{_root}{sha256}/", cancellationToken)).Select(one => one.Key).ToHashSet();
        foreach (var (file, expected) in package.Manifest.Files)
        {
            var key = $"{_root}{sha256}/{file}";
            if (!there.Contains(key) || !await Task.Run(() => IsWhole(key, expected), cancellationToken))
            {
                _ = await _bucket.WriteAsync(key, Path.Combine(package.Folder, file), expected, onlyIfAbsent: false, cancellationToken);
            }
        }

        var manifest = Path.Combine(package.Folder, ModelPackage.ManifestFile);
        if (!await _bucket.WriteAsync(ManifestKey(sha256), manifest, sha256, onlyIfAbsent: true, cancellationToken)
            && !await Task.Run(() => IsWhole(ManifestKey(sha256), sha256), cancellationToken))
        {
            _ = await _bucket.WriteAsync(ManifestKey(sha256), manifest, sha256, onlyIfAbsent: false, cancellationToken);
        }

        _manifests[sha256] = package.Manifest;
    }

    private bool IsWhole(string key, string expected)
    {
        using var stream = ObjectStream.Open(_bucket, key);
        return stream is not null && Convert.ToHexStringLower(SHA256.HashData(stream)) == expected;
    }

    private async Task<ModelPackage> FetchAsync(string sha256)
    {
        await _fetching.WaitAsync();
        try
        {
            if (await ReadManifestBytesAsync(sha256, CancellationToken.None) is not { } manifest)
            {
                throw PackageReference.Absent(sha256);
            }

            using var source = new BucketSource(_bucket, _root, sha256, manifest);
            _ = _cache.Import(source, CancellationToken.None);
            await TidyAsync();
            return _cache.Open(sha256);
        }
        finally
        {
            _fetching.Release();
        }
    }

    /// <summary>Takes packages out of the folder that the bucket has no more, because another silo collected them.</summary>
    private async Task TidyAsync()
    {
        try
        {
            var kept = (await AllAsync(CancellationToken.None)).Keys;
            // What is new may be on its way to the bucket just now.
            var old = _time.GetUtcNow() - _options.KeepNewFor;
            foreach (var package in (await _cache.ListAsync()).Where(package => package.ImportedAt < old && !kept.Contains(package.Model.Sha256)))
            {
                await _cache.DeleteAsync(package.Model.Sha256);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Room that is freed the next time.
        }
    }

    private async Task<Dictionary<string, List<StoredObject>>> AllAsync(CancellationToken cancellationToken) =>
        (await _bucket.ListAsync(_root, cancellationToken))
            .Where(one => one.Key.Length > _root.Length + 65 && one.Key[_root.Length + 64] == '/' && PackageReference.IsAddress(one.Key.Substring(_root.Length, 64)))
            .GroupBy(one => one.Key.Substring(_root.Length, 64))
            .ToDictionary(static group => group.Key, static group => group.ToList());

    private bool IsLeftover(string sha256, List<StoredObject> objects) =>
        objects.TrueForAll(one => one.Key != ManifestKey(sha256) && _time.GetUtcNow() - one.WrittenAt > LeftoverLife);

    private async Task DeleteAsync(string sha256, List<StoredObject> objects, CancellationToken cancellationToken)
    {
        // The manifest first: from then on there is no package, whenever this ends.
        foreach (var one in objects.OrderByDescending(one => one.Key == ManifestKey(sha256)))
        {
            await _bucket.DeleteAsync(one.Key, cancellationToken);
        }
    }

    private StoredPackage? Describe(string sha256, ModelManifest manifest, List<StoredObject> objects)
    {
        var at = objects.Where(one => one.Key == ManifestKey(sha256)).Select(static one => (DateTimeOffset?)one.WrittenAt).SingleOrDefault();
        return at is null ? null : new(new(manifest.Name, manifest.Version, sha256), manifest.Parent, objects.Sum(static one => one.Bytes), at.Value);
    }

    private async Task<ModelManifest?> TryManifestAsync(string sha256, CancellationToken cancellationToken)
    {
        try
        {
            return await ManifestAsync(sha256, cancellationToken);
        }
        catch (ModelPackageException)
        {
            // Damaged: not a package that could be used.
            return null;
        }
    }

    private async Task<ModelManifest?> ManifestAsync(string sha256, CancellationToken cancellationToken)
    {
        if (_manifests.TryGetValue(sha256, out var known))
        {
            return known;
        }

        if (await ReadManifestBytesAsync(sha256, cancellationToken) is not { } bytes)
        {
            return null;
        }

        return _manifests[sha256] = ModelPackage.ReadManifest(bytes, sha256).Manifest;
    }

    private async Task<byte[]?> ReadManifestBytesAsync(string sha256, CancellationToken cancellationToken)
    {
        var bytes = await _bucket.ReadAsync(ManifestKey(sha256), LargestManifest, cancellationToken);
        return bytes is null || Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256
            ? bytes
            : throw new ModelPackageException($"The manifest of the package {sha256} in the store was changed.");
    }
}
