using FakeNews.Grains.Packages;
using FakeNews.Grains.Tests.Models;

namespace FakeNews.Grains.Tests.Packages;

public sealed class FolderPackageStoreTests : PackageStoreContract
{
    private readonly PackageStoreOptions _options;

    public FolderPackageStoreTests()
    {
        _options = new() { Folder = Path.Combine(Folder, "store") };
        Store = new FolderPackageStore(Microsoft.Extensions.Options.Options.Create(_options), TimeProvider.System);
    }

    private protected override IPackageStore Store { get; }

    private protected override PackageStoreOptions Options => _options;

    [Fact]
    public async Task A_store_that_can_not_be_written_is_not_the_package_s_fault_and_takes_it_once_it_can()
    {
        using var package = TestPackage.Write();
        // A file where the store's folder should be: not even root writes below it.
        await File.WriteAllTextAsync(Options.Folder!, "", Cancellation);

        var refusal = await Assert.ThrowsAsync<PackageStoreException>(() => Store.ImportAsync(package.Folder, Cancellation));
        File.Delete(Options.Folder!);

        Assert.DoesNotContain(Folder, refusal.Message, StringComparison.Ordinal);
        Assert.Equal([await Store.ImportAsync(package.Folder, Cancellation)], await Store.ListAsync(Cancellation));
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

    private protected override async Task DamageAsync(string sha256, string file)
    {
        var path = Path.Combine(_options.Folder!, sha256, file);
        File.SetAttributes(path, FileAttributes.Normal);
        await File.AppendAllTextAsync(path, " ", Cancellation);
    }

    private protected override IEnumerable<string> Leftovers() => Incoming(_options.Folder!);
}
