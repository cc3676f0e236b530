using FakeNews.Grains.Models;

namespace FakeNews.Trainer.Data;

/// <summary>A set with its split, and what is to be known about it.</summary>
/// <param name="Split">The parts.</param>
/// <param name="Fingerprint">Travels in packages.</param>
/// <param name="Text">For a person.</param>
public sealed record DataCard(DataSplit Split, DataFingerprint Fingerprint, string Text)
{
    /// <summary>Splits a set and describes it.</summary>
    /// <param name="set">The set, repetitions taken out or not.</param>
    /// <param name="badRows">Rows that were left out.</param>
    /// <param name="kind">How to split.</param>
    /// <param name="seed">Of the split.</param>
    public static DataCard Of(DeduplicatedSet set, int badRows, SplitKind kind, int seed)
    {
        ArgumentNullException.ThrowIfNull(set);
        var split = DataSplit.Of(set.Articles, kind, seed);
        var rows = new RowCounts(split.Training.Count, split.Validation.Count, split.HeldOut.Count);
        var fingerprint = new DataFingerprint($"{set}; {badRows} bad rows left out", DataHash.Of(set.Articles), DataSplit.Describe(kind, seed), rows);
        static string Part(string name, IReadOnlyList<LabelledArticle> part) => $"{name,-12}{part.Count,8} articles, {part.Count(article => article.Label == 0)} fake, {part.Count(article => article.Label == 1)} real";
        var text = string.Join(
            '\n',
            fingerprint.Description,
            fingerprint.Split,
            Part("training", split.Training),
            Part("validation", split.Validation),
            Part("held out", split.HeldOut),
            $"sha256 {fingerprint.Sha256}");
        return new DataCard(split, fingerprint, text);
    }
}
