namespace FakeNews.Grains.Tokenization;

/// <summary>
/// The pieces of a vocabulary as a double-array trie (J. Aoe, "An efficient digital search algorithm by using a double-array structure", 1989) over UTF-16 units:
/// one array read for each character, whatever the vocabulary's size.
/// </summary>
internal sealed class PieceTrie
{
    private const int Root = 0;
    private readonly ushort[] _codes = new ushort[char.MaxValue + 1];
    private Node[] _nodes = new Node[1024];
    private int _firstFree = 1;

    /// <summary>Builds the trie.</summary>
    /// <param name="pieces">Pieces and their ids; of equal ones the last counts. Empty pieces are left out.</param>
    public PieceTrie(IEnumerable<(string Piece, int Id)> pieces)
    {
        Array.Fill(_nodes, Node.Free);
        _nodes[Root] = new Node(0, Root, -1);
        var sorted = pieces.Where(entry => entry.Piece.Length > 0)
            .GroupBy(entry => entry.Piece, StringComparer.Ordinal)
            .Select(group => group.Last())
            .OrderBy(entry => entry.Piece, StringComparer.Ordinal)
            .ToArray();
        ushort code = 0;
        foreach (var c in sorted.SelectMany(entry => entry.Piece).GroupBy(c => c).OrderByDescending(group => group.Count()))
        {
            _codes[c.Key] = ++code;
        }

        Place(sorted, 0, Root);
    }

    /// <summary>The longest piece that the text begins with.</summary>
    /// <param name="text">Normalised characters.</param>
    /// <param name="length">Characters the piece covers; 0 where there is none.</param>
    /// <returns>The piece's id, or -1.</returns>
    public int Longest(ReadOnlySpan<char> text, out int length)
    {
        var nodes = _nodes;
        var codes = _codes;
        var (node, id) = (Root, -1);
        length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var code = codes[text[i]];
            var next = nodes[node].Base + code;
            if (code == 0 || (uint)next >= (uint)nodes.Length || nodes[next].Parent != node)
            {
                break;
            }

            node = next;
            if (nodes[node].Id >= 0)
            {
                id = nodes[node].Id;
                length = i + 1;
            }
        }

        return id;
    }

    private void Place(ReadOnlySpan<(string Piece, int Id)> pieces, int depth, int node)
    {
        if (pieces.Length > 0 && pieces[0].Piece.Length == depth)
        {
            _nodes[node].Id = pieces[0].Id;
            pieces = pieces[1..];
        }

        if (pieces.IsEmpty)
        {
            return;
        }

        var starts = new List<int>();
        for (var i = 0; i < pieces.Length; i++)
        {
            if (i == 0 || pieces[i].Piece[depth] != pieces[i - 1].Piece[depth])
            {
                starts.Add(i);
            }
        }

        var codes = new int[starts.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = _codes[pieces[starts[i]].Piece[depth]];
        }

        var start = FindBase(codes);
        _nodes[node].Base = start;
        foreach (var code in codes)
        {
            _nodes[start + code] = new Node(0, node, -1);
        }

        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : pieces.Length;
            Place(pieces[starts[i]..end], depth + 1, start + codes[i]);
        }
    }

    private int FindBase(int[] codes)
    {
        while (_firstFree < _nodes.Length && !_nodes[_firstFree].IsFree)
        {
            _firstFree++;
        }

        for (var candidate = Math.Max(0, _firstFree - codes.Min()); ; candidate++)
        {
            Reserve(candidate + codes.Max() + 1);
            if (codes.All(code => _nodes[candidate + code].IsFree))
            {
                return candidate;
            }
        }
    }

    private void Reserve(int count)
    {
        if (count > _nodes.Length)
        {
            var old = _nodes.Length;
            Array.Resize(ref _nodes, Math.Max(count, 2 * old));
            Array.Fill(_nodes, Node.Free, old, _nodes.Length - old);
        }
    }

    private struct Node(int start, int parent, int id)
    {
        public static readonly Node Free = new(0, -1, -1);

        public int Base = start;
        public readonly int Parent = parent;
        public int Id = id;

        public readonly bool IsFree => Parent < 0;
    }
}
