using System.Runtime.InteropServices;

namespace FakeNews.Trainer.Baselines;

/// <summary>In how many texts each word, and each pair of neighbours, occurs. Pairs are kept as two numbers: most of them are rare.</summary>
internal sealed class TermCounts(int longestSequence)
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly List<(int Texts, int Last)> _wordCounts = [];
    private readonly Dictionary<long, (int Texts, int Last)> _pairCounts = [];
    private int _text;

    /// <summary>Counts one more text.</summary>
    public void Add(string text)
    {
        _text++;
        var lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        var scanner = new WordScanner(WordScanner.Lower(text));
        var previous = -1;
        while (scanner.MoveNext())
        {
            if (!lookup.TryGetValue(scanner.Current, out var word))
            {
                word = _words.Count;
                _words.Add(scanner.Current.ToString());
                _ids.Add(_words[word], word);
                _wordCounts.Add(default);
            }

            Seen(ref CollectionsMarshal.AsSpan(_wordCounts)[word]);
            if (longestSequence > 1 && previous >= 0)
            {
                Seen(ref CollectionsMarshal.GetValueRefOrAddDefault(_pairCounts, TfIdfVectorizer.Pair(previous, word), out _));
            }

            previous = word;
        }
    }

    /// <summary>The terms that occur in at least so many texts, in no particular order.</summary>
    public List<CountedTerm> AtLeast(int texts)
    {
        var terms = new List<CountedTerm>();
        for (var word = 0; word < _words.Count; word++)
        {
            if (_wordCounts[word].Texts >= texts)
            {
                terms.Add(new CountedTerm(_words[word], null, _wordCounts[word].Texts));
            }
        }

        foreach (var (pair, count) in _pairCounts)
        {
            if (count.Texts >= texts)
            {
                terms.Add(new CountedTerm(_words[(int)(pair >> 32)], _words[(int)pair], count.Texts));
            }
        }

        return terms;
    }

    private void Seen(ref (int Texts, int Last) count)
    {
        if (count.Last != _text)
        {
            count = (count.Texts + 1, _text);
        }
    }
}
