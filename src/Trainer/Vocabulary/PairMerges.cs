namespace FakeNews.Trainer.Vocabulary;

/// <summary>Counts of neighbouring pieces over all words, kept up to date while pairs are joined.</summary>
internal sealed class PairMerges
{
    private readonly List<int>[] _words;
    private readonly long[] _wordCounts;
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _places = [];

    // Entries may be out of date: Best compares them with the count and puts them back.
    private readonly PriorityQueue<(int Left, int Right), (long NegativeCount, int Left, int Right)> _queue = new();
    private readonly HashSet<(int, int)> _changed = [];

    public PairMerges(IReadOnlyList<(int[] Pieces, long Count)> words)
    {
        _words = [.. words.Select(word => word.Pieces.ToList())];
        _wordCounts = [.. words.Select(word => word.Count)];
        for (var word = 0; word < _words.Length; word++)
        {
            Count(word, 1);
        }

        Enqueue();
    }

    /// <summary>The most frequent pair; null where no pair is left.</summary>
    public (int Left, int Right, long Count)? Best()
    {
        while (_queue.TryDequeue(out var pair, out var priority))
        {
            var count = _counts.GetValueOrDefault(pair);
            if (count == -priority.NegativeCount && count > 0)
            {
                return (pair.Left, pair.Right, count);
            }
        }

        return null;
    }

    /// <summary>Replaces the pair by one piece in every word.</summary>
    public void Join(int left, int right, int joined)
    {
        if (!_places.Remove((left, right), out var places))
        {
            return;
        }

        foreach (var word in places)
        {
            Count(word, -1);
            Replace(_words[word], left, right, joined);
            Count(word, 1);
        }

        Enqueue();
    }

    private static void Replace(List<int> pieces, int left, int right, int joined)
    {
        var kept = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            if (i + 1 < pieces.Count && pieces[i] == left && pieces[i + 1] == right)
            {
                pieces[kept++] = joined;
                i++;
            }
            else
            {
                pieces[kept++] = pieces[i];
            }
        }

        pieces.RemoveRange(kept, pieces.Count - kept);
    }

    private void Count(int word, int sign)
    {
        var pieces = _words[word];
        for (var i = 0; i + 1 < pieces.Count; i++)
        {
            var pair = (pieces[i], pieces[i + 1]);
            _counts[pair] = _counts.GetValueOrDefault(pair) + (sign * _wordCounts[word]);
            _changed.Add(pair);
            if (sign > 0)
            {
                if (!_places.TryGetValue(pair, out var places))
                {
                    _places.Add(pair, places = []);
                }

                places.Add(word);
            }
        }
    }

    private void Enqueue()
    {
        foreach (var (left, right) in _changed)
        {
            if (_counts[(left, right)] is > 0 and var count)
            {
                _queue.Enqueue((left, right), (-count, left, right));
            }
        }

        _changed.Clear();
    }
}
