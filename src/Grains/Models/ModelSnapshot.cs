using System.Buffers;
using System.Runtime.InteropServices;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Text;
using FakeNews.Grains.Tokenization;

namespace FakeNews.Grains.Models;

/// <summary>
/// All that judging an article needs to know of a model, immutable: a call takes one snapshot when it starts and ends on it, so that a verdict is never
/// made of two models. The sessions on the devices are found by <see cref="Identity"/>.
/// </summary>
public sealed class ModelSnapshot
{
    private readonly TextPreparer _preparer;
    private readonly ITextTokenizer _tokenizer;

    private ModelSnapshot(ModelPackage package, string? precision, TextPreparer preparer, ITextTokenizer tokenizer)
    {
        (Package, _preparer, _tokenizer) = (package, preparer, tokenizer);
        GraphPath = package.GraphPath(precision);
        GoldenPath = package.GoldenPathOf(precision);
    }

    /// <summary>The package it was made from.</summary>
    public ModelPackage Package { get; }

    /// <summary>Which model this is.</summary>
    public ModelIdentity Identity => Package.Identity;

    /// <summary>Preparation, limits, thresholds and calibration.</summary>
    public ModelManifest Manifest => Package.Manifest;

    /// <summary>The graph to load.</summary>
    public string GraphPath { get; }

    /// <summary>The graph's golden examples, or null.</summary>
    public string? GoldenPath { get; }

    /// <summary>Number of pieces; ids are below it.</summary>
    public int VocabularySize => _tokenizer.VocabularySize;

    /// <summary>Reads a package's vocabulary and text recipe.</summary>
    /// <param name="package">The package.</param>
    /// <param name="precision">The graph's precision; null for the package's default.</param>
    /// <exception cref="ModelPackageException">The vocabulary is no WordPiece vocabulary, or there is no such graph.</exception>
    public static ModelSnapshot Load(ModelPackage package, string? precision = null)
    {
        ArgumentNullException.ThrowIfNull(package);
        try
        {
            return new(package, precision, new TextPreparer(package.Manifest.Text), WordPieceTokenizer.Load(package.VocabularyPath));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException)
        {
            throw new ModelPackageException($"{ModelPackage.VocabularyFile} of {package.Folder} is not a tokenizer this version has: {e.Message}", e);
        }
    }

    /// <summary>Tokenizes a text that is prepared already.</summary>
    public IEnumerable<int> Encode(string prepared)
    {
        var ids = new ushort[Manifest.MaximumTokens];
        var (used, _) = _tokenizer.Encode(prepared, ids);
        return ids.Take(used).Select(id => (int)id);
    }

    /// <summary>Cuts packed ids as the tokenizer would have for that limit: the last id stays, [SEP].</summary>
    internal static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> ids, int tokens)
    {
        if (ids.Length <= tokens * sizeof(ushort))
        {
            return ids;
        }

        var cut = ids[..(tokens * sizeof(ushort))].ToArray();
        ids.Span[^sizeof(ushort)..].CopyTo(cut.AsSpan(cut.Length - sizeof(ushort)));
        return cut;
    }

    /// <summary>How many packed ids are the unknown piece.</summary>
    internal int CountUnknown(ReadOnlyMemory<byte> ids) => MemoryMarshal.Cast<byte, ushort>(ids.Span).Count(_tokenizer.UnknownId);

    /// <summary>Prepares and tokenizes an article.</summary>
    /// <param name="title">The headline.</param>
    /// <param name="text">The body.</param>
    /// <param name="ids">Packed ids (little-endian 16-bit words), [CLS] and [SEP] included; empty where nothing is left to judge.</param>
    /// <returns>Tokens the model will read, and tokens the whole text has.</returns>
    public TokenCount Tokenize(string? title, string? text, out ReadOnlyMemory<byte> ids)
    {
        var prepared = _preparer.Prepare(title, text);
        var buffer = ArrayPool<ushort>.Shared.Rent(Manifest.MaximumTokens);
        try
        {
            var (used, total) = prepared.Length == 0 ? (0, 0) : _tokenizer.Encode(prepared, buffer.AsSpan(0, Manifest.MaximumTokens));
            // Two ids are [CLS] and [SEP] with nothing between them.
            ids = used <= 2 ? default : MemoryMarshal.AsBytes(buffer.AsSpan(0, used)).ToArray();
            return new(used, total) { Unknown = buffer.AsSpan(0, used).Count(_tokenizer.UnknownId) };
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(buffer);
        }
    }
}
