using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Classification;

/// <summary>The one place where a model's output becomes a verdict.</summary>
internal static class VerdictWriter
{
    /// <summary>The verdict on an article that the model read.</summary>
    /// <param name="submission">The article.</param>
    /// <param name="model">The model.</param>
    /// <param name="tokens">What it read.</param>
    /// <param name="fake">Logit of fake.</param>
    /// <param name="real">Logit of real.</param>
    /// <param name="now">The time of the verdict.</param>
    /// <param name="arm">Its side of a canary.</param>
    public static Verdict Judged(Submission submission, ModelSnapshot model, TokenCount tokens, float fake, float real, DateTimeOffset now, ModelArm? arm = null)
    {
        var probability = Calibration.FakeProbability(fake, real, model.Manifest.Temperature);
        var label = fake >= real ? VerdictLabel.Fake : VerdictLabel.Real;
        return Write(submission, model, label, probability, model.Manifest.Thresholds.Decide(probability), VerdictReason.Probability, tokens, now, arm);
    }

    /// <summary>The verdict on an article that the model can't judge: no score, and a person should look.</summary>
    public static Verdict Unscored(Submission submission, ModelSnapshot model, VerdictReason reason, DateTimeOffset now, ModelArm? arm = null) =>
        Write(submission, model, null, null, Decision.Review, reason, null, now, arm);

    private static Verdict Write(
        Submission submission, ModelSnapshot model, VerdictLabel? label, double? probability, Decision decision, VerdictReason reason, TokenCount? tokens, DateTimeOffset now, ModelArm? arm) => new(
            submission.Article.Id,
            submission.Article.Title,
            submission.Article.Url,
            submission.Article.Source,
            label,
            probability,
            decision,
            reason,
            model.Manifest.Thresholds,
            model.Identity,
            tokens,
            tokens is { } count && count.Total > count.Used,
            submission.Input,
            now,
            Math.Max(0, (now - submission.ReceivedAt).TotalMilliseconds),
            arm);
}
