using System.IO.Compression;
using System.Text;
using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Tests.Models;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Tests.Packages;

public sealed class FolderPackageStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-store-").FullName;
    private readonly PackageStoreOptions _options;
    private readonly FolderPackageStore _store;

    public FolderPackageStoreTests()
    {
        _options = new() { Folder = Path.Combine(_folder, "store") };
        _store = new(Options.Create(_options), TimeProvider.System);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_and_its_zip_are_the_same_package_and_are_kept_once()
    {
        using var package = TestPackage.Write();
        var fromFolder = await _store.ImportAsync(package.Folder, Cancellation);
        var fromZip = await _store.ImportAsync(Zip(package.Folder), Cancellation);

        Assert.Equal(fromFolder, fromZip);
        Assert.Equal(fromFolder.Model, _store.Open(fromFolder.Model.Sha256).Identity);
        Assert.Equal([fromFolder], await _store.ListAsync(Cancellation));
        Assert.Equal(fromFolder, await _store.FindAsync(fromFolder.Model.Sha256[..8], Cancellation));
        Assert.Equal(fromFolder, await _store.FindAsync("test@1.0.0", Cancellation));
    }

    [Fact]
    public async Task A_tampered_file_is_refused_by_name_and_nothing_stays()
    {
        using var package = TestPackage.Write();
        await File.AppendAllTextAsync(Path.Combine(package.Folder, "model.onnx"), "!", Cancellation);

        await RefusedAsync(package.Folder, "model.onnx");
        await RefusedAsync(Zip(package.Folder), "model.onnx");
    }

    [Fact]
    public async Task A_missing_file_is_refused_by_name()
    {
        using var package = TestPackage.Write();
        File.Delete(Path.Combine(package.Folder, "vocab.txt"));

        await RefusedAsync(package.Folder, "vocab.txt");
    }

    [Fact]
    public async Task A_truncated_archive_is_refused()
    {
        using var package = TestPackage.Write();
        var zip = Zip(package.Folder);
        await using (var stream = new FileStream(zip, FileMode.Open))
        {
            stream.SetLength(stream.Length / 2);
        }

        await RefusedAsync(zip, ".zip");
    }

    [Fact]
    public async Task Another_format_version_is_refused()
    {
        using var package = TestPackage.Write(manifest => manifest with { Format = 99 });

        await RefusedAsync(package.Folder, "format 99");
    }

    [Fact]
    public async Task A_tokenizer_that_makes_other_ids_than_the_trainer_did_is_refused()
    {
        using var right = TestPackage.Write(golden: """{"ids":[2,5,6,3],"logits":[0,0],"text":"alpha beta"}""");
        using var wrong = TestPackage.Write(golden: """{"ids":[2,6,5,3],"logits":[0,0],"text":"alpha beta"}""");

        _ = await _store.ImportAsync(right.Folder, Cancellation);
        var refusal = await Assert.ThrowsAsync<ModelPackageException>(() => _store.ImportAsync(wrong.Folder, Cancellation));

        Assert.Contains("tokenizer", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../escaped.txt")]
    [InlineData("/escaped.txt")]
    [InlineData("a/../../escaped.txt")]
    [InlineData("a\\..\\escaped.txt")]
    public async Task An_archive_whose_paths_leave_it_is_refused(string name)
    {
        using var package = TestPackage.Write();
        var zip = Zip(package.Folder);
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Update))
        {
            await using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            await writer.WriteAsync("escaped");
        }

        await RefusedAsync(zip, "leaves");
        Assert.Empty(Directory.GetFiles(_folder, "escaped*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task An_archive_that_unpacks_to_more_than_is_allowed_is_refused_while_it_unpacks()
    {
        using var package = TestPackage.Write();
        var bomb = new byte[4 << 20];
        await File.WriteAllBytesAsync(Path.Combine(package.Folder, "model.onnx"), bomb, Cancellation);
        var manifest = ModelPackage.ReadManifest(await File.ReadAllBytesAsync(Path.Combine(package.Folder, "manifest.json"), Cancellation), package.Folder).Manifest;
        TestPackage.WriteManifest(package.Folder, manifest with
        {
            Files = manifest.Files.SetItem("model.onnx", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bomb))),
        });
        _options.MaximumBytes = 1 << 20;

        var zip = Zip(package.Folder);
        Assert.InRange(new FileInfo(zip).Length, 1, 100_000);
        await RefusedAsync(zip, "Packages:MaximumBytes");
    }

    [Fact]
    public async Task An_archive_of_too_many_files_is_refused()
    {
        using var package = TestPackage.Write();
        _options.MaximumFiles = 5;
        for (var i = 0; i < 6; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(package.Folder, $"extra{i}.txt"), "", Cancellation);
        }

        await RefusedAsync(Zip(package.Folder), "Packages:MaximumFiles");
    }

    [Fact]
    public async Task A_file_that_the_manifest_does_not_list_never_comes_in()
    {
        using var package = TestPackage.Write();
        await File.WriteAllTextAsync(Path.Combine(package.Folder, "stowaway.txt"), "", Cancellation);

        var stored = await _store.ImportAsync(Zip(package.Folder), Cancellation);

        Assert.False(File.Exists(Path.Combine(_store.Open(stored.Model.Sha256).Folder, "stowaway.txt")));
    }

    [Fact]
    public async Task A_package_that_was_damaged_in_the_store_is_refused_and_can_be_taken_in_anew()
    {
        using var package = TestPackage.Write();
        var stored = await _store.ImportAsync(package.Folder, Cancellation);
        var graph = Path.Combine(_options.Folder!, stored.Model.Sha256, "model.onnx");
        File.SetAttributes(graph, FileAttributes.Normal);
        await File.WriteAllTextAsync(graph, "changed", Cancellation);

        Assert.Contains("model.onnx", Assert.Throws<ModelPackageException>(() => _store.Open(stored.Model.Sha256)).Message, StringComparison.Ordinal);
        _ = await _store.ImportAsync(package.Folder, Cancellation);

        Assert.Equal(stored.Model, _store.Open(stored.Model.Sha256).Identity);
    }

    [Fact]
    public async Task Ten_imports_of_one_package_at_the_same_time_leave_it_once()
    {
        using var package = TestPackage.Write();

        var stored = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _store.ImportAsync(package.Folder, Cancellation)));

        Assert.Single(stored.Select(one => one.Model).Distinct());
        Assert.Single(await _store.ListAsync(Cancellation));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_options.Folder!, ".incoming")));
    }

    [Fact]
    public async Task A_store_that_can_not_be_written_is_not_the_package_s_fault_and_takes_it_once_it_can()
    {
        using var package = TestPackage.Write();
        // A file where the store's folder should be: not even root writes below it.
        await File.WriteAllTextAsync(_options.Folder!, "", Cancellation);

        var refusal = await Assert.ThrowsAsync<PackageStoreException>(() => _store.ImportAsync(package.Folder, Cancellation));
        File.Delete(_options.Folder!);

        Assert.DoesNotContain(_folder, refusal.Message, StringComparison.Ordinal);
        Assert.Equal([await _store.ImportAsync(package.Folder, Cancellation)], await _store.ListAsync(Cancellation));
    }

    [Fact]
    public void A_full_disk_is_told_from_others_by_the_system_s_own_number()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");
        var full = Assert.Throws<IOException>(static () =>
        {
            using var file = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write([1]);
        });

        Assert.Contains("full", PackageStoreException.Of("The store", full).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("full", PackageStoreException.Of("The store", new IOException("something else")).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/dev", PackageStoreException.Of("The store", full).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_package_is_gone()
    {
        using var package = TestPackage.Write();
        var stored = await _store.ImportAsync(package.Folder, Cancellation);

        Assert.True(await _store.DeleteAsync(stored.Model.Sha256, Cancellation));
        Assert.False(await _store.DeleteAsync(stored.Model.Sha256, Cancellation));
        Assert.False(await _store.DeleteAsync("../store", Cancellation));
        Assert.Empty(await _store.ListAsync(Cancellation));
    }

    [Fact]
    public void Only_what_nothing_refers_to_is_collected()
    {
        var models = Registry.RegistryMoves.Models;
        var stored = models.Select(model => new StoredPackage(model, null, 1, DateTimeOffset.UnixEpoch)).ToArray();
        var state = RegistryState.Empty with { Active = models[0], Previous = models[1] };
        var latest = new HistoryEntry(1, DateTimeOffset.UnixEpoch, "tester", new(RegistryVerb.Import, models[2]), null, 0, 0, null);
        var later = DateTimeOffset.UnixEpoch.AddSeconds(1);

        Assert.Equal([models[3]], PackageCollection.Unreferenced(stored, state, [latest], later).Select(package => package.Model));
        Assert.Equal([models[2], models[3]], PackageCollection.Unreferenced(stored, state, [], later).Select(package => package.Model));
        Assert.Empty(PackageCollection.Unreferenced(stored, state, [], DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void A_difference_names_what_changed()
    {
        using var first = TestPackage.Write();
        using var second = TestPackage.Write(manifest => manifest with { Thresholds = new(0.9, 0.5) }, version: "1.1.0");

        var differences = PackageDifference.Between(first.Snapshot().Manifest, second.Snapshot().Manifest);

        Assert.Equal(["files.model.onnx", "thresholds.flag", "version"], differences.Select(difference => difference.Path));
        Assert.Equal(("0.8", "0.9"), (differences[1].Before, differences[1].After));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Zip(string folder)
    {
        var zip = Path.Combine(_folder, $"{Guid.NewGuid():n}.zip");
        ZipFile.CreateFromDirectory(folder, zip, CompressionLevel.Fastest, includeBaseDirectory: false, Encoding.UTF8);
        return zip;
    }

    private async Task RefusedAsync(string path, string because)
    {
        var refusal = await Assert.ThrowsAsync<ModelPackageException>(() => _store.ImportAsync(path, Cancellation));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await _store.ListAsync(Cancellation));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_options.Folder!, ".incoming")));
    }
}
