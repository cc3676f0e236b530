using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace FakeNews.Trainer.Baselines;

/// <summary>
/// Term frequency times inverse document frequency, rows scaled to length 1; equal to scikit-learn's <c>TfidfVectorizer</c>
/// (idf = ln((1 + n) / (1 + df)) + 1).
/// </summary>
public sealed class TfIdfVectorizer
{
    private readonly TfIdfOptions _options;
    private readonly Dictionary<string, int> _words;
    private readonly Dictionary<long, int> _pairs;

    private TfIdfVectorizer(TfIdfOptions options, ImmutableArray<string> terms, ImmutableArray<double> idf, Dictionary<string, int> words, Dictionary<long, int> pairs)
    {
        _options = options;
        _words = words;
        _pairs = pairs;
        Terms = terms;
        InverseFrequencies = idf;
    }

    /// <summary>The terms by column, in the order of code points; the words of a pair are joined by a space.</summary>
    public ImmutableArray<string> Terms { get; }

    /// <summary>The inverse document frequency of each term.</summary>
    public ImmutableArray<double> InverseFrequencies { get; }

    /// <summary>Collects the terms of texts.</summary>
    public static TfIdfVectorizer Fit(IReadOnlyList<string> texts, TfIdfOptions options)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var counts = new TermCounts(options.LongestSequence);
        foreach (var text in texts)
        {
            counts.Add(text);
        }

        var kept = counts.AtLeast(options.MinimumTexts);
        kept.Sort(static (a, b) => CodePointOrder.Instance.Compare(a.Term, b.Term));
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 0; column < kept.Count; column++)
        {
            if (kept[column].Second is null)
            {
                words.Add(kept[column].First, column);
            }
        }

        // A pair occurs in no more texts than either of its words, so both are kept too.
        var pairs = new Dictionary<long, int>();
        for (var column = 0; column < kept.Count; column++)
        {
            if (kept[column].Second is { } second)
            {
                pairs.Add(Pair(words[kept[column].First], words[second]), column);
            }
        }

        return new TfIdfVectorizer(
            options,
            [.. kept.Select(static term => term.Term)],
            [.. kept.Select(term => Math.Log((1.0 + texts.Count) / (1.0 + term.TextCount)) + 1)],
            words,
            pairs);
    }

    /// <summary>One row for each text; a text without any known term gives an empty row.</summary>
    public SparseRows Transform(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var rows = new SparseRows(Terms.Length);
        var counts = new int[Terms.Length];
        var columns = new List<int>();
        foreach (var text in texts)
        {
            Count(text, counts, columns);
            columns.Sort();
            AddRow(rows, CollectionsMarshal.AsSpan(columns), counts);
            foreach (var column in columns)
            {
                counts[column] = 0;
            }

            columns.Clear();
        }

        return rows;
    }

    internal static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private void Count(string text, int[] counts, List<int> columns)
    {
        void Seen(int column)
        {
            if (counts[column]++ == 0)
            {
                columns.Add(column);
            }
        }

        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        var scanner = new WordScanner(WordScanner.Lower(text));
        var previous = -1;
        while (scanner.MoveNext())
        {
            var word = lookup.TryGetValue(scanner.Current, out var column) ? column : -1;
            if (word >= 0)
            {
                Seen(word);
                if (previous >= 0 && _pairs.TryGetValue(Pair(previous, word), out var pair))
                {
                    Seen(pair);
                }
            }

            previous = word;
        }
    }

    private void AddRow(SparseRows rows, ReadOnlySpan<int> columns, int[] counts)
    {
        var values = new double[columns.Length];
        var squares = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var count = counts[columns[i]];
            values[i] = (_options.Sublinear ? 1 + Math.Log(count) : count) * InverseFrequencies[columns[i]];
            squares += values[i] * values[i];
        }

        var length = Math.Sqrt(squares);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] /= length;
        }

        rows.Add(columns, values);
    }
}
