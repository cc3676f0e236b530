using FakeNews.Chaos.Producing;
using FakeNews.Tests.Support;

namespace FakeNews.Chaos.Models;

/// <summary>
/// Tiny models that know the words of the pool and weigh them at random, so that every text has a probability of its own under every version, and a verdict on the
/// wrong article or of the wrong version is found out. A million articles take minutes.
/// </summary>
public static class PoolModel
{
    private const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly string[] Vocabulary =
    [
        .. new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ",", "." }
            .Concat(Characters.Select(character => character.ToString()))
            .Concat(Characters.Select(character => "##" + character))
            .Concat(TextPool.Words)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Writes a version.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="number">Its number, from 1; also the seed of its weights.</param>
    /// <returns>The folder.</returns>
    public static string Write(string folder, int number)
    {
        var random = new Random(number);
        return new TinyPackage
        {
            Name = "chaos",
            Version = FormattableString.Invariant($"0.0.{number}"),
            Vocabulary = Vocabulary,
            Weights = [.. Enumerable.Range(0, Vocabulary.Length * 2).Select(index => index < 2 ? 0f : (random.NextSingle() - 0.5f) * 2)],
            Flag = 0.9,
            Review = 0.8,
        }.Write(folder);
    }
}
