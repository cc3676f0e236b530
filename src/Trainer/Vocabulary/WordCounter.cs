using FakeNews.Grains.Tokenization;

namespace FakeNews.Trainer.Vocabulary;

/// <summary>Counts the normalised words of texts, with the tokenizer's own normaliser and pre-tokeniser.</summary>
public sealed class WordCounter
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Nothing counted.</summary>
    public WordCounter() => _lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Words and how often each was seen.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Counts a text; words longer than WordPiece takes are left out.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        var words = BasicTokenizer.Words(text);
        while (words.MoveNext())
        {
            if (!words.CurrentIsTooLong)
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_lookup, words.Current, out _)++;
            }
        }
    }
}
