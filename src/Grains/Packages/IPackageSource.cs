namespace FakeNews.Grains.Packages;

/// <summary>Where a package comes from: a folder or a .zip. Nothing of it is trusted.</summary>
internal interface IPackageSource : IDisposable
{
    /// <summary>What messages call it.</summary>
    string Name { get; }

    /// <summary>Opens a file by its path with forward slashes; null where there is none.</summary>
    Stream? Open(string file);
}
