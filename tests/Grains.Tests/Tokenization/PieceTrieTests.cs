using FakeNews.Grains.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Grains.Tests.Tokenization;

public sealed class PieceTrieTests
{
    private static readonly Gen<string> Strings = Gen.Elements('a', 'b', 'c', 'é', '漢', '\uD83D', '\uDE00').ListOf().Select(list => new string([.. list.Take(8)]));

    [Fact]
    public void The_longest_piece_is_found_as_by_trying_all() =>
        Prop.ForAll(Strings.ListOf().ToArbitrary(), Strings.ToArbitrary(), (pieces, text) =>
        {
            var ids = pieces.Select((piece, id) => (Piece: piece, Id: id)).ToArray();
            var expected = ids.Where(entry => entry.Piece.Length > 0 && text.StartsWith(entry.Piece, StringComparison.Ordinal))
                .OrderBy(entry => entry.Piece.Length)
                .Select(entry => (entry.Id, entry.Piece.Length))
                .LastOrDefault((-1, 0));
            var found = new PieceTrie(ids).Longest(text, out var length);
            return (found, length) == expected;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_empty_trie_finds_nothing()
    {
        Assert.Equal(-1, new PieceTrie([]).Longest("abc", out var length));
        Assert.Equal(0, length);
    }
}
