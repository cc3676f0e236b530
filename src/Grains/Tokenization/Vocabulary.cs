using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FakeNews.Grains.Tokenization;

/// <summary>The pieces of a <c>vocab.txt</c>: one a line, UTF-8, the line's number (from 0) is the id; a piece that continues a word begins with <c>##</c>.</summary>
public sealed class Vocabulary
{
    /// <summary>Begins a piece that continues a word.</summary>
    public const string Continuation = "##";

    /// <summary>The most pieces: ids travel as 16 bits.</summary>
    public const int MostPieces = ushort.MaxValue + 1;

    private readonly FrozenDictionary<string, ushort> _ids;

    /// <summary>Takes the pieces in the order of their ids.</summary>
    /// <exception cref="InvalidDataException">A special token is missing, or there are too many pieces.</exception>
    public Vocabulary(IEnumerable<string> pieces)
    {
        Pieces = [.. pieces];
        if (Pieces.Length > MostPieces)
        {
            throw new InvalidDataException($"The vocabulary has {Pieces.Length} pieces; {MostPieces} are the most.");
        }

        var ids = new Dictionary<string, ushort>(Pieces.Length, StringComparer.Ordinal);
        for (var id = 0; id < Pieces.Length; id++)
        {
            ids[Pieces[id]] = (ushort)id;
        }

        _ids = ids.ToFrozenDictionary(StringComparer.Ordinal);
        Padding = Require(SpecialTokens.Padding);
        Unknown = Require(SpecialTokens.Unknown);
        Beginning = Require(SpecialTokens.Beginning);
        End = Require(SpecialTokens.End);
    }

    /// <summary>The pieces by id.</summary>
    public ImmutableArray<string> Pieces { get; }

    /// <summary>Id of [PAD].</summary>
    public ushort Padding { get; }

    /// <summary>Id of [UNK].</summary>
    public ushort Unknown { get; }

    /// <summary>Id of [CLS].</summary>
    public ushort Beginning { get; }

    /// <summary>Id of [SEP].</summary>
    public ushort End { get; }

    /// <summary>Reads a vocabulary file.</summary>
    /// <exception cref="InvalidDataException">It lacks a special token or has too many lines.</exception>
    public static Vocabulary Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Load(stream);
    }

    /// <summary>Reads a vocabulary from a stream, which stays open.</summary>
    /// <exception cref="InvalidDataException">It lacks a special token or has too many lines.</exception>
    public static Vocabulary Load(Stream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        var pieces = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            pieces.Add(line);
            if (pieces.Count > MostPieces)
            {
                throw new InvalidDataException($"The vocabulary has more than {MostPieces} lines.");
            }
        }

        return new Vocabulary(pieces);
    }

    /// <summary>Finds a piece's id.</summary>
    public bool TryGetId(string piece, out ushort id) => _ids.TryGetValue(piece, out id);

    private ushort Require(string token) => _ids.TryGetValue(token, out var id)
        ? id
        : throw new InvalidDataException($"The vocabulary lacks {token}.");
}
