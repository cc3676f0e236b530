using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;

namespace FakeNews.Trainer.Packages;

/// <summary>Measures on validation what a stream will be compared with for drift, by the bins and the calibration of serving.</summary>
internal static class ValidationReference
{
    /// <summary>The reference.</summary>
    public static ReferenceProfile Of(PackageContent content)
    {
        var (judgement, unknown) = (content.Judgement, content.Pieces.ToList().IndexOf("[UNK]"));

        // Those that got a score, in the order in which they were judged: the others have the two special tokens alone.
        var read = content.Encoder.Encode(content.Data.Split.Validation).Where(static article => article.Whole.Length > 2)
            .Select(article => article.Cut(content.Options.Training.MaximumTokens));
        var samples = judgement.Validation.Set.Articles.Zip(read, (article, tokens) => new DriftSample(
            article.Decision, VerdictReason.Probability, article.FakeProbability, article.Tokens, tokens.Length, tokens.Count(id => id == unknown), "")).ToList();
        return ReferenceProfile.Of($"validation, {samples.Count} articles", samples);
    }
}
