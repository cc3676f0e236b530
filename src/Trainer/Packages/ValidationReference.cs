using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;
using FakeNews.Grains.Models;

namespace FakeNews.Trainer.Packages;

/// <summary>Measures on validation what a stream will be compared with for drift, by the bins and the calibration of serving.</summary>
internal static class ValidationReference
{
    /// <summary>The reference.</summary>
    public static ReferenceProfile Of(PackageContent content)
    {
        var (judgement, unknown) = (content.Judgement, content.Pieces.ToList().IndexOf("[UNK]"));
        // In the same order, and without the same empty ones, as when they were judged.
        var lengths = content.Encoder.Encode(content.Data.Split.Validation).Select(static article => article.Whole.Length).ToArray();
        var samples = judgement.Validation.Samples.Select((sample, i) =>
        {
            var logits = judgement.Validation.Logits[i];
            var probability = Calibration.FakeProbability(logits[0], logits[1], judgement.Calibration.Temperature);
            return new DriftSample(
                judgement.Thresholds.Decide(probability), VerdictReason.Probability, probability, lengths[i], sample.Ids.Length, sample.Ids.Count(id => id == unknown), "");
        }).ToList();
        return ReferenceProfile.Of($"validation, {samples.Count} articles", samples);
    }
}
