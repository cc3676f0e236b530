using System.IO.Compression;
using System.Text;
using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Tests.Models;

namespace FakeNews.Grains.Tests.Packages;

/// <summary>What every package store must do, run over each of them.</summary>
public abstract class PackageStoreContract : IAsyncDisposable
{
    /// <summary>A folder for this test alone.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("fakenews-store-").FullName;

    private protected abstract IPackageStore Store { get; }

    private protected abstract PackageStoreOptions Options { get; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFolder_and_its_zip_are_the_same_package_and_are_kept_once()
    {
        using var package = TestPackage.Write();
        var fromFolder = await Store.ImportAsync(package.Folder, Cancellation);
        var fromZip = await Store.ImportAsync(Zip(package.Folder), Cancellation);

        Assert.Equal(fromFolder, fromZip);
        Assert.Equal(fromFolder.Model, Store.Open(fromFolder.Model.Sha256).Identity);
        Assert.Equal([fromFolder], await Store.ListAsync(Cancellation));
        Assert.Equal(fromFolder, await Store.FindAsync(fromFolder.Model.Sha256[..8], Cancellation));
        Assert.Equal(fromFolder, await Store.FindAsync("test@1.0.0", Cancellation));
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

        _ = await Store.ImportAsync(right.Folder, Cancellation);
        var refusal = await Assert.ThrowsAsync<ModelPackageException>(() => Store.ImportAsync(wrong.Folder, Cancellation));

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
        Assert.Empty(Directory.GetFiles(Folder, "escaped*", SearchOption.AllDirectories));
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
        Options.MaximumBytes = 1 << 20;

        var zip = Zip(package.Folder);
        Assert.InRange(new FileInfo(zip).Length, 1, 100_000);
        await RefusedAsync(zip, "Packages:MaximumBytes");
    }

    [Fact]
    public async Task An_archive_of_too_many_files_is_refused()
    {
        using var package = TestPackage.Write();
        Options.MaximumFiles = 5;
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

        var stored = await Store.ImportAsync(Zip(package.Folder), Cancellation);

        Assert.False(File.Exists(Path.Combine(Store.Open(stored.Model.Sha256).Folder, "stowaway.txt")));
    }

    [Fact]
    public async Task A_package_that_was_damaged_in_the_store_is_refused_and_can_be_taken_in_anew()
    {
        using var package = TestPackage.Write();
        var stored = await Store.ImportAsync(package.Folder, Cancellation);
        await DamageAsync(stored.Model.Sha256, "model.onnx");

        Assert.Contains("model.onnx", Assert.Throws<ModelPackageException>(() => Store.Open(stored.Model.Sha256)).Message, StringComparison.Ordinal);
        _ = await Store.ImportAsync(package.Folder, Cancellation);

        Assert.Equal(stored.Model, Store.Open(stored.Model.Sha256).Identity);
    }

    [Fact]
    public async Task A_package_whose_manifest_was_changed_in_the_store_is_refused_and_can_be_taken_in_anew()
    {
        using var package = TestPackage.Write();
        var stored = await Store.ImportAsync(package.Folder, Cancellation);
        await DamageAsync(stored.Model.Sha256, "manifest.json");

        Assert.Contains("manifest", Assert.Throws<ModelPackageException>(() => Store.Open(stored.Model.Sha256)).Message, StringComparison.Ordinal);
        _ = await Store.ImportAsync(package.Folder, Cancellation);

        Assert.Equal(stored.Model, Store.Open(stored.Model.Sha256).Identity);
    }

    [Fact]
    public async Task What_the_store_does_not_have_is_said_for_every_question()
    {
        var absent = new string('a', 64);

        Assert.Contains(absent, Assert.Throws<ModelPackageException>(() => Store.Open(absent)).Message, StringComparison.Ordinal);
        Assert.Throws<ModelPackageException>(() => Store.Open("../../etc"));
        await Assert.ThrowsAsync<ModelPackageException>(() => Store.ReadManifestAsync(absent, Cancellation));
        await Assert.ThrowsAsync<ModelPackageException>(() => Store.ReadManifestAsync("..", Cancellation));
        await Assert.ThrowsAsync<ModelPackageException>(() => Store.FindAsync(absent, Cancellation));
        Assert.DoesNotContain("\u001b", (await Assert.ThrowsAsync<ModelPackageException>(() => Store.FindAsync("\u001b[31m", Cancellation))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_that_means_two_packages_is_refused_with_both()
    {
        using var first = TestPackage.Write();
        using var second = TestPackage.Write(version: "1.1.0");
        var (one, other) = (await Store.ImportAsync(first.Folder, Cancellation), await Store.ImportAsync(second.Folder, Cancellation));

        var refusal = await Assert.ThrowsAsync<ModelPackageException>(() => Store.FindAsync("test", Cancellation));

        Assert.Contains(one.Model.Sha256[..12], refusal.Message, StringComparison.Ordinal);
        Assert.Contains(other.Model.Sha256[..12], refusal.Message, StringComparison.Ordinal);
        Assert.Equal("1.1.0", (await Store.ReadManifestAsync(other.Model.Sha256, Cancellation)).Version);
    }

    [Fact]
    public async Task Ten_imports_of_one_package_at_the_same_time_leave_it_once()
    {
        using var package = TestPackage.Write();

        var stored = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Store.ImportAsync(package.Folder, Cancellation)));

        Assert.Single(stored.Select(one => one.Model).Distinct());
        Assert.Single(await Store.ListAsync(Cancellation));
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task A_deleted_package_is_gone()
    {
        using var package = TestPackage.Write();
        var stored = await Store.ImportAsync(package.Folder, Cancellation);

        Assert.True(await Store.DeleteAsync(stored.Model.Sha256, Cancellation));
        Assert.False(await Store.DeleteAsync(stored.Model.Sha256, Cancellation));
        Assert.False(await Store.DeleteAsync("../store", Cancellation));
        Assert.Empty(await Store.ListAsync(Cancellation));
    }


    protected string Zip(string folder)
    {
        var zip = Path.Combine(Folder, $"{Guid.NewGuid():n}.zip");
        ZipFile.CreateFromDirectory(folder, zip, CompressionLevel.Fastest, includeBaseDirectory: false, Encoding.UTF8);
        return zip;
    }

    private async Task RefusedAsync(string path, string because)
    {
        var refusal = await Assert.ThrowsAsync<ModelPackageException>(() => Store.ImportAsync(path, Cancellation));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await Store.ListAsync(Cancellation));
        Assert.Empty(Leftovers());
    }

    public virtual ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Changes a stored file behind the store's back, so that the next reader meets it.</summary>
    private protected abstract Task DamageAsync(string sha256, string file);

    /// <summary>What unfinished or refused imports left behind.</summary>
    private protected abstract IEnumerable<string> Leftovers();

    /// <summary>What lies in the hidden folder for packages that come in.</summary>
    protected static IEnumerable<string> Incoming(string folder) =>
        Directory.Exists(Path.Combine(folder, ".incoming")) ? Directory.EnumerateFileSystemEntries(Path.Combine(folder, ".incoming")) : [];
}
