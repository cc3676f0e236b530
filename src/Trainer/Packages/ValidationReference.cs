using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;
using FakeNews.Trainer.Served;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Packages;

/// <summary>Measures on validation what a stream will be compared with for drift, by the bins and the calibration of serving.</summary>
internal static class ValidationReference
{
    /// <summary>The reference.</summary>
    public static ReferenceProfile Of(PackageContent content) => Of(
        content.Judgement.Validation.Set.Articles, content.Encoder.Encode(content.Data.Split.Validation), content.Pieces.ToList().IndexOf("[UNK]"));

    /// <summary>The reference.</summary>
    /// <param name="judged">Validation as it is served.</param>
    /// <param name="tokenized">The articles of which preparation left something, in the order in which they were judged.</param>
    /// <param name="unknown">Id of the unknown piece.</param>
    public static ReferenceProfile Of(IReadOnlyList<ScoredArticle> judged, IReadOnlyList<TokenizedArticle> tokenized, int unknown)
    {
        var samples = judged.Zip(tokenized, (article, tokens) => new DriftSample(
            article.Decision, VerdictReason.Probability, article.FakeProbability, article.Tokens, article.Read, tokens.Cut(article.Read).Count(id => id == unknown), "")).ToList();
        return ReferenceProfile.Of($"validation, {samples.Count} articles", samples);
    }
}
