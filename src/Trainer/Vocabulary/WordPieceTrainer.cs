namespace FakeNews.Trainer.Vocabulary;

/// <summary>
/// Learns a WordPiece vocabulary: special tokens, the alphabet, then the most frequent pair of neighbouring pieces joined again and again
/// (byte-pair encoding's merges, Sennrich et al. 2016, as Hugging Face's WordPiece trainer does). Ties go to the pair whose pieces came first, so
/// the same counts give the same vocabulary.
/// </summary>
public static class WordPieceTrainer
{
    /// <summary>The first pieces of every vocabulary; their places are their ids.</summary>
    public static IReadOnlyList<string> SpecialTokens { get; } = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>Marks a piece that continues a word.</summary>
    public const string Continuation = "##";

    /// <summary>Learns the pieces.</summary>
    /// <param name="words">Basic tokens and how often each occurs.</param>
    /// <param name="size">Number of pieces wanted, special tokens included; fewer come back where the words hold no more.</param>
    /// <param name="maximumAlphabet">Characters kept, the most frequent first; a word with another one is left out.</param>
    /// <param name="minimumCount">A pair seen less often is not joined.</param>
    /// <exception cref="ArgumentException">The alphabet alone does not fit the size.</exception>
    public static IReadOnlyList<string> Train(IEnumerable<KeyValuePair<string, long>> words, int size, int maximumAlphabet = 400, long minimumCount = 2)
    {
        var ordered = words.OrderBy(word => word.Key, StringComparer.Ordinal).ToList();
        var alphabet = Alphabet(ordered, maximumAlphabet);
        List<string> pieces = [.. SpecialTokens, .. alphabet.Order(StringComparer.Ordinal), .. alphabet.Order(StringComparer.Ordinal).Select(c => Continuation + c)];
        if (pieces.Count > size)
        {
            throw new ArgumentException($"A vocabulary of {size} pieces is too small: special tokens and {alphabet.Count} characters need {pieces.Count}.", nameof(size));
        }

        var ids = pieces.Select((piece, id) => (piece, id)).ToDictionary(p => p.piece, p => p.id, StringComparer.Ordinal);
        var merges = new PairMerges([.. ordered.Select(word => (Spell(word.Key, ids), word.Value)).Where(word => word.Item1.Length > 0)]);
        while (pieces.Count < size && merges.Best() is var (left, right, count) && count >= minimumCount)
        {
            var joined = pieces[left] + pieces[right][Continuation.Length..];
            if (!ids.TryGetValue(joined, out var id))
            {
                id = pieces.Count;
                ids.Add(joined, id);
                pieces.Add(joined);
            }

            merges.Join(left, right, id);
        }

        return pieces;
    }

    private static HashSet<string> Alphabet(List<KeyValuePair<string, long>> words, int maximum)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (word, count) in words)
        {
            foreach (var rune in word.EnumerateRunes())
            {
                var character = rune.ToString();
                counts[character] = counts.GetValueOrDefault(character) + count;
            }
        }

        return [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(maximum).Select(c => c.Key)];
    }

    /// <summary>The word as its characters' pieces; empty where a character is outside the alphabet.</summary>
    private static int[] Spell(string word, Dictionary<string, int> ids)
    {
        var spelled = new List<int>(word.Length);
        foreach (var rune in word.EnumerateRunes())
        {
            if (!ids.TryGetValue(spelled.Count == 0 ? rune.ToString() : Continuation + rune, out var id))
            {
                return [];
            }

            spelled.Add(id);
        }

        return [.. spelled];
    }
}
