using FakeNews.Grains.Packages;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Tests.Models;

namespace FakeNews.Grains.Tests.Packages;

public sealed class PackageCollectionTests
{
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
}
