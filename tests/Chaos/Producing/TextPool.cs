using System.Collections.Immutable;

namespace FakeNews.Chaos.Producing;

/// <summary>
/// A pool of made-up texts. Few texts and many articles: <c>classify</c> says once what each text must get, and every verdict is compared with it.
/// </summary>
public static class TextPool
{
    private static readonly string[] Who =
        ["council", "ministry", "mayor", "senator", "scientists", "union", "farmers", "teachers", "the bank", "police", "a hospital", "the museum", "residents", "experts", "celebrity", "officials"];

    private static readonly string[] Does =
        ["approves", "rejects", "reveals", "hides", "announces", "delays", "funds", "exposes", "denies", "celebrates", "blames", "repairs", "measures", "bans", "promises", "admits"];

    private static readonly string[] What =
        ["a new bridge", "the budget", "miracle cure", "secret plan", "water prices", "school meals", "a railway line", "shocking video", "tax reform", "wind power", "the harvest", "a vaccine study", "election rules", "the stadium", "old records", "night trains"];

    private static readonly string[] When =
        ["on Monday", "after long debate", "without warning", "this week", "for the third time", "before the summer", "in a letter", "at midnight", "in public", "despite protests", "by 2030", "again"];

    /// <summary>Every word that a text may hold, lower case.</summary>
    public static IEnumerable<string> Words => Who.Concat(Does).Concat(What).Concat(When).SelectMany(part => part.ToLowerInvariant().Split(' ')).Append("report").Distinct();

    /// <summary>Makes the pool.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="count">Number of texts.</param>
    public static ImmutableArray<PoolText> Create(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => Text(random, number))];
    }

    /// <summary>A text that the poison fault point of a test build takes for poison: one word over and over.</summary>
    public static PoolText Poison { get; } = new("a", string.Join(' ', Enumerable.Repeat("a", 63)));

    private static PoolText Text(Random random, int number)
    {
        var sentences = random.Next(4);
        var body = sentences == 0 ? null : string.Join(' ', Enumerable.Range(0, sentences).Select(_ => Sentence(random) + "."));
        return new PoolText($"{Sentence(random)}, report {number}", body);
    }

    private static string Sentence(Random random) =>
        $"{One(random, Who)} {One(random, Does)} {One(random, What)} {One(random, When)}";

    private static string One(Random random, string[] from) => from[random.Next(from.Length)];
}
