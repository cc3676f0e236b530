using FakeNews.Tests.Support;

namespace FakeNews.EndToEnd.Tests.Swap;

/// <summary>A version of a tiny model whose probability for a text is known without running it, and differs from every other version's.</summary>
internal static class WeighedVersion
{
    private const int Classifier = 2;
    private static readonly string[] Special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>Words that texts are made of; each is one piece.</summary>
    public static IReadOnlyList<string> Words { get; } =
        [.. "alder birch cedar elder hazel larch maple poplar rowan spruce willow yew acacia linden juniper".Split(' ')];

    /// <summary>Writes the package.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="number">The version's number, from 1.</param>
    /// <returns>The folder.</returns>
    public static string Write(string folder, int number)
    {
        var weights = new float[(Special.Length + Words.Count) * 2];
        weights[Classifier * 2] = OfNothing(number);
        for (var word = 0; word < Words.Count; word++)
        {
            weights[(Special.Length + word) * 2] = OfWord(word, number);
        }

        return new TinyPackage
        {
            Name = "weighed",
            Version = VersionOf(number),
            Vocabulary = [.. Special, .. Words],
            Weights = weights,
            Flag = 0.8,
            Review = 0.5,
        }.Write(folder);
    }

    /// <summary>The version's name.</summary>
    public static string VersionOf(int number) => FormattableString.Invariant($"1.0.{number}");

    /// <summary>The probability that a version gives to a text of <see cref="Words"/>.</summary>
    public static double Probability(string version, IEnumerable<int> words)
    {
        var number = int.Parse(version.Split('.')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var logit = OfNothing(number) + words.Sum(word => (double)OfWord(word, number));
        return 1 / (1 + Math.Exp(-logit));
    }

    // Binary fractions, so that sums are exact in any order; words count in quarters, so that none make up for the difference of two versions.
    private static float OfNothing(int number) => number / 64f;

    private static float OfWord(int word, int number) => (((word * 5) + number) % 7 - 3) * 0.25f;
}
