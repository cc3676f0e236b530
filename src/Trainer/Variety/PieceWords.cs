using System.Text;

namespace FakeNews.Trainer.Variety;

/// <summary>Makes words of word pieces again, so that a bag of words reads the very window that the network reads.</summary>
/// <param name="pieces">By id.</param>
public sealed class PieceWords(IReadOnlyList<string> pieces)
{
    /// <summary>The words with blanks between them; special tokens in brackets are left out.</summary>
    public string Text(ReadOnlySpan<ushort> ids)
    {
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            var piece = pieces[id];
            if (piece.StartsWith("##", StringComparison.Ordinal))
            {
                text.Append(piece.AsSpan(2));
            }
            else if (piece.Length < 3 || piece[0] != '[')
            {
                text.Append(' ').Append(piece);
            }
        }

        return text.ToString();
    }
}
