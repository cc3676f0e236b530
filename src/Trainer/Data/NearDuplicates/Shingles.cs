namespace FakeNews.Trainer.Data.NearDuplicates;

/// <summary>A text as the set of its runs of five words, each run a number (FNV-1a over the words' letters and digits).</summary>
internal static class Shingles
{
    private const int Words = 5;
    private const ulong Basis = 14695981039346656037, Prime = 1099511628211;

    /// <summary>Sorted, without repetition; a text of fewer words is one run. Empty where there is no word.</summary>
    public static uint[] Of(string text)
    {
        var words = new List<ulong>();
        ulong word = 0;
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                word = ((word == 0 ? Basis : word) ^ char.ToLowerInvariant(character)) * Prime;
            }
            else if (word != 0)
            {
                words.Add(word);
                word = 0;
            }
        }

        if (word != 0)
        {
            words.Add(word);
        }

        var runs = new uint[Math.Max(words.Count - Words + 1, words.Count > 0 ? 1 : 0)];
        for (var start = 0; start < runs.Length; start++)
        {
            var run = Basis;
            foreach (var part in words.Skip(start).Take(Words))
            {
                run = (run ^ part) * Prime;
                run ^= run >> 29;
            }

            runs[start] = (uint)(run >> 32);
        }

        Array.Sort(runs);
        return runs.Length < 2 ? runs : [.. Distinct(runs)];
    }

    /// <summary>Share of the runs of either that both have (Jaccard).</summary>
    public static double Similarity(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second)
    {
        var (common, i, j) = (0, 0, 0);
        while (i < first.Length && j < second.Length)
        {
            common += first[i] == second[j] ? 1 : 0;
            (i, j) = (first[i] <= second[j] ? i + 1 : i, second[j] <= first[i] ? j + 1 : j);
        }

        var all = first.Length + second.Length - common;
        return all == 0 ? 0 : (double)common / all;
    }

    private static IEnumerable<uint> Distinct(uint[] sorted) => sorted.Where((value, i) => i == 0 || sorted[i - 1] != value);
}
