using System.Runtime.InteropServices;

namespace FakeNews.Grains.Tokenization;

/// <summary>
/// BERT's uncased tokenizer, id for id as Hugging Face's <c>BertTokenizer</c>: <see cref="BasicTokenizer"/>, then for each word the longest piece again and again
/// (WordPiece). Does not allocate. Thread-safe.
/// </summary>
public sealed class WordPieceTokenizer : ITextTokenizer
{
    private readonly PieceTrie _beginnings;
    private readonly PieceTrie _continuations;
    private readonly (string Token, ushort Id)[] _spelled;

    /// <summary>Makes a tokenizer for a vocabulary.</summary>
    /// <param name="vocabulary">The pieces.</param>
    /// <param name="spelled">What special tokens written out in a text become; serving and training leave it at ordinary text.</param>
    public WordPieceTokenizer(Vocabulary vocabulary, SpelledSpecialTokens spelled = SpelledSpecialTokens.Ordinary)
    {
        Vocabulary = vocabulary;
        var pieces = vocabulary.Pieces.Select((piece, id) => (piece, id)).Where(entry => !SpecialTokens.All.Contains(entry.piece)).ToArray();
        _beginnings = new PieceTrie(pieces);
        _continuations = new PieceTrie(pieces
            .Where(entry => entry.piece.StartsWith(Vocabulary.Continuation, StringComparison.Ordinal))
            .Select(entry => (entry.piece[Vocabulary.Continuation.Length..], entry.id)));
        _spelled = spelled == SpelledSpecialTokens.Ordinary
            ? []
            : [.. SpecialTokens.All.Where(token => vocabulary.TryGetId(token, out _)).Select(token => (token, vocabulary.TryGetId(token, out var id) ? id : default))];
    }

    /// <summary>The vocabulary.</summary>
    public Vocabulary Vocabulary { get; }

    /// <inheritdoc/>
    public int VocabularySize => Vocabulary.Pieces.Length;

    /// <inheritdoc/>
    public ushort UnknownId => Vocabulary.Unknown;

    /// <summary>Makes a tokenizer from a <c>vocab.txt</c>.</summary>
    /// <exception cref="InvalidDataException">The vocabulary lacks a special token or is too large.</exception>
    public static WordPieceTokenizer Load(string path, SpelledSpecialTokens spelled = SpelledSpecialTokens.Ordinary) =>
        new(Vocabulary.Load(path), spelled);

    /// <summary>Makes a tokenizer from the content of a <c>vocab.txt</c>; the stream stays open.</summary>
    /// <exception cref="InvalidDataException">The vocabulary lacks a special token or is too large.</exception>
    public static WordPieceTokenizer Load(Stream stream, SpelledSpecialTokens spelled = SpelledSpecialTokens.Ordinary) =>
        new(Vocabulary.Load(stream), spelled);

    /// <inheritdoc/>
    public (int Used, int Total) Encode(ReadOnlySpan<char> text, Span<ushort> ids)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ids.Length, 2, nameof(ids));
        var row = new IdRow(ids);
        row.Add(Vocabulary.Beginning);
        while (NextSpelled(text) is { Start: >= 0 } found)
        {
            AddWords(text[..found.Start], ref row);
            row.Add(_spelled[found.Which].Id);
            text = text[(found.Start + _spelled[found.Which].Token.Length)..];
        }

        AddWords(text, ref row);
        row.Add(Vocabulary.End);
        if (row.Count > ids.Length)
        {
            ids[^1] = Vocabulary.End;
        }

        return (Math.Min(row.Count, ids.Length), row.Count);
    }

    /// <summary>Encodes a text of any length whole; allocates the result.</summary>
    public ushort[] Encode(string text)
    {
        Span<ushort> none = stackalloc ushort[2];
        var ids = new ushort[Encode(text, none).Total];
        Encode(text, ids);
        return ids;
    }

    private (int Start, int Which) NextSpelled(ReadOnlySpan<char> text)
    {
        if (_spelled.Length == 0)
        {
            return (-1, -1);
        }

        for (var start = text.IndexOf('['); start >= 0;)
        {
            var rest = text[start..];
            for (var which = 0; which < _spelled.Length; which++)
            {
                if (rest.StartsWith(_spelled[which].Token, StringComparison.Ordinal))
                {
                    return (start, which);
                }
            }

            var step = rest[1..].IndexOf('[');
            start = step < 0 ? -1 : start + 1 + step;
        }

        return (-1, -1);
    }

    private void AddWords(ReadOnlySpan<char> text, ref IdRow row)
    {
        var words = BasicTokenizer.Words(text);
        while (words.MoveNext())
        {
            if (words.CurrentIsTooLong)
            {
                row.Add(Vocabulary.Unknown);
            }
            else
            {
                AddWord(words.Current, ref row);
            }
        }
    }

    private void AddWord(scoped ReadOnlySpan<char> word, ref IdRow row)
    {
        var before = row.Count;
        var pieces = _beginnings;
        while (!word.IsEmpty)
        {
            var id = pieces.Longest(word, out var length);
            if (id < 0)
            {
                row.Count = before;
                row.Add(Vocabulary.Unknown);
                return;
            }

            row.Add((ushort)id);
            word = word[length..];
            pieces = _continuations;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private ref struct IdRow(Span<ushort> ids)
    {
        private readonly Span<ushort> _ids = ids;

        public int Count { get; set; }

        public void Add(ushort id)
        {
            if (Count < _ids.Length)
            {
                _ids[Count] = id;
            }

            Count++;
        }
    }
}
