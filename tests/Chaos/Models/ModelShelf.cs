using System.Collections.Concurrent;

namespace FakeNews.Chaos.Models;

/// <summary>The versions of a run: the one that silos start with, and those that swaps bring. Each swap brings one of its own, so that a verdict tells by which swap it came.</summary>
/// <param name="folder">Where the packages are written.</param>
public sealed class ModelShelf(string folder)
{
    private readonly ConcurrentDictionary<string, string> _folders = [];
    private int _number = 1;

    /// <summary>The versions that were sent to a silo: sha256 and folder.</summary>
    public IReadOnlyDictionary<string, string> Sent => _folders;

    /// <summary>Writes a version that no silo knows.</summary>
    /// <returns>Its folder.</returns>
    public string Next()
    {
        var number = Interlocked.Increment(ref _number);
        return PoolModel.Write(Path.Combine(folder, FormattableString.Invariant($"model-{number}")), number);
    }

    /// <summary>Notes which version a folder turned out to be.</summary>
    public void Note(string sha256, string package) => _folders[sha256] = package;
}
