using System.Globalization;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Trial;

namespace FakeNews.Grains.Promotion;

/// <summary>
/// Says what comes next for a candidate that becomes active by itself, and what it waits for. Pure; the limits of the trial go before it. Its way is read off the
/// registry's state alone: prepared, then shadow, then canary beside the shadow, then active.
/// </summary>
public static class PromotionRules
{
    /// <summary>The name under which it acts; no key can have it.</summary>
    public const string Actor = "system:promotion";

    /// <summary>The outlook; null where a person decides or the candidate is not prepared.</summary>
    /// <param name="state">The registry.</param>
    /// <param name="trial">What all silos counted.</param>
    /// <param name="obstacle">What stands in the way apart from time and articles, in a sentence; null for nothing.</param>
    /// <param name="options">Shares, times and numbers.</param>
    /// <param name="minimumArticles">Articles before a limit counts: without them nothing could have stopped the candidate.</param>
    /// <param name="now">The time.</param>
    public static PromotionOutlook? Look(RegistryState state, TrialReport trial, string? obstacle, PromotionOptions options, int minimumArticles, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(options);
        if (!IsAutomatic(state, options) || state.Candidate is not { Promotion: { Since: var since, Wish: var wish } } candidate)
        {
            return null;
        }

        if (!candidate.IsOnTrial)
        {
            var why = wish == PromotionWish.Gated ? "The gate let it through" : "An owner wants it to be promoted by itself";
            return new(new(RegistryVerb.Shadow, candidate.Model, options.ShadowPercent), since, since, 0, 0, $"{why}; every device has prepared it.", obstacle);
        }

        if (candidate.CanaryPercent > 0)
        {
            var judged = trial.Of(candidate.Model.Sha256).Judged;
            return Stage(
                new(RegistryVerb.Promote, candidate.Model), since, options.CanaryFor, judged, Math.Max(options.CanaryArticles, minimumArticles), obstacle, now,
                Say($"As the canary since {since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC it judged {judged} articles."));
        }

        // Figures of another pair of models say nothing of this one.
        var flips = trial.Flips is { } report && report.Candidate == candidate.Model && report.Champion == state.Active ? report.Total : default;
        return Stage(
            new(RegistryVerb.Canary, candidate.Model, options.CanaryPercent), since, options.ShadowFor, flips.Compared, Math.Max(options.ShadowArticles, minimumArticles), obstacle, now,
            Say($"In the shadow since {since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC it was compared on {flips.Compared} articles; {flips.Flips} change side ({flips.RateLow:p1} to {flips.RateHigh:p1})."));
    }

    /// <summary>True where a prepared candidate goes its way by itself.</summary>
    public static bool IsAutomatic(RegistryState state, PromotionOptions options)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(options);
        return state.Candidate is { Stage: CandidateStage.Ready, Promotion: { } promotion } && (options.Auto || promotion.Wish == PromotionWish.Automatic);
    }

    private static PromotionOutlook Stage(
        RegistryCommand next, DateTimeOffset since, TimeSpan least, long articles, long needed, string? obstacle, DateTimeOffset now, string evidence)
    {
        var notBefore = since + least;
        var waits = obstacle
            ?? (articles < needed ? Say($"It waits for {needed - articles} more articles.") : null)
            ?? (now < notBefore ? Say($"It waits until {notBefore.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.") : null);
        return new(next, since, notBefore, articles, needed, evidence, waits);
    }

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
