using FakeNews.Grains.Durability;

namespace FakeNews.Grains.Packages;

/// <summary>The package store can't take something in: its disk is full, or it may not be written. Says nothing of the package, and names no path.</summary>
public class PackageStoreException : IOException
{
    /// <summary>With the sentence for a person, and its cause.</summary>
    public PackageStoreException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>For what failed while a place was being written.</summary>
    /// <param name="place">What the place is called, as the beginning of a sentence, e.g. <c>The package store</c>.</param>
    /// <param name="cause">What failed.</param>
    public static PackageStoreException Of(string place, Exception cause) => new(
        DiskFault.IsFull(cause) ? $"{place} has no room left: its disk is full. Free some, then try again."
        : DiskFault.IsForbidden(cause) ? $"{place} can't be written: its folder is read-only for this process."
        : $"{place} can't be written.",
        cause);
}
