namespace FakeNews.Grains.Packages;

/// <summary>The package store does not answer, or refuses to. Says nothing of the package; the same may be asked again later. Names no key and no address.</summary>
public sealed class PackageStoreAwayException : PackageStoreException
{
    /// <summary>With the sentence for a person, and its cause.</summary>
    public PackageStoreAwayException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
