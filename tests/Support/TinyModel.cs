namespace FakeNews.Tests.Support;

/// <summary>
/// A <see cref="TinyPackage"/> in a temporary folder, for tests of everything around a model. <see cref="Flagged"/> is flagged, <see cref="Reviewed"/> is for
/// review, every other word counts for nothing and passes.
/// </summary>
public sealed class TinyModel : IDisposable
{
    /// <summary>A word that flags an article.</summary>
    public const string Flagged = "shocking";

    /// <summary>A word that sends an article to review.</summary>
    public const string Reviewed = "perhaps";

    private static readonly string[] _vocabulary =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", Flagged, Reviewed,
        .. Enumerable.Range('a', 26).Select(static letter => ((char)letter).ToString()), .. Enumerable.Range('a', 26).Select(static letter => "##" + (char)letter),
    ];

    private TinyModel(string folder) => Folder = folder;

    /// <summary>The package's folder.</summary>
    public string Folder { get; }

    /// <summary>Writes the package.</summary>
    /// <param name="version">Its version.</param>
    public static TinyModel Write(string version = "0.0.1")
    {
        var weights = new float[_vocabulary.Length * 2];
        weights[(2 * 2) + 1] = 3f; // [CLS]: real, unless a word says otherwise.
        weights[Array.IndexOf(_vocabulary, Flagged) * 2] = 6.5f;
        weights[Array.IndexOf(_vocabulary, Reviewed) * 2] = 3.6f;
        var package = new TinyPackage { Name = "tiny", Version = version, Vocabulary = _vocabulary, Weights = weights, Flag = 0.8, Review = 0.5 };
        return new TinyModel(package.Write(Directory.CreateTempSubdirectory("fakenews-tiny-").FullName));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
