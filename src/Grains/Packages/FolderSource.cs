namespace FakeNews.Grains.Packages;

/// <summary>A package in a folder.</summary>
internal sealed class FolderSource(string folder) : IPackageSource
{
    public string Name => folder;

    public Stream? Open(string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path) ? File.OpenRead(path) : null;
    }

    public void Dispose()
    {
    }
}
