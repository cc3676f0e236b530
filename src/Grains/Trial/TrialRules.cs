using System.Globalization;

namespace FakeNews.Grains.Trial;

/// <summary>Says when a model is stopped. Pure.</summary>
public static class TrialRules
{
    /// <summary>The first limit that a model breaks against another, as a sentence; null while it breaks none.</summary>
    /// <param name="other">The model it is compared with.</param>
    /// <param name="model">The model on trial.</param>
    /// <param name="flips">The shadow's report; null without one.</param>
    /// <param name="limits">The limits.</param>
    public static string? Broken(ArmFigures other, ArmFigures model, FlipReport? flips, TrialLimits limits)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(limits);
        return FlipRate(flips, limits) ?? ErrorRate(other, model, limits) ?? FlagRate(other, model, limits) ?? Latency(other, model, limits);
    }

    private static string? FlipRate(FlipReport? flips, TrialLimits limits)
    {
        if (flips is null)
        {
            return null;
        }

        var tried = flips.Total.Compared + flips.Failed;
        return tried >= limits.MinimumArticles && Proportion.Interval(flips.Failed, tried).Low > limits.MaximumErrorRate
            ? Say($"in the shadow it failed on {flips.Failed} of {tried} articles, more than {limits.MaximumErrorRate:p1} (Trial:MaximumErrorRate)")
            : flips.Total.Compared >= limits.MinimumArticles && flips.Total.RateLow > limits.MaximumFlipRate
            ? Say($"{flips.Total.Flips} of {flips.Total.Compared} articles would change side ({flips.Total.RateLow:p1} to {flips.Total.RateHigh:p1}), more than {limits.MaximumFlipRate:p1} (Trial:MaximumFlipRate)")
            : null;
    }

    private static string? ErrorRate(ArmFigures other, ArmFigures model, TrialLimits limits)
    {
        var (all, allOther) = (model.Judged + model.Failed, other.Judged + other.Failed);
        var excess = allOther > 0 ? Proportion.Difference(other.Failed, allOther, model.Failed, all).Low : Proportion.Interval(model.Failed, all).Low;
        return all >= limits.MinimumArticles && excess > limits.MaximumErrorRate
            ? Say($"it failed on {model.Failed} of {all} articles, the other model on {other.Failed} of {allOther}; {limits.MaximumErrorRate:p1} more are allowed (Trial:MaximumErrorRate)")
            : null;
    }

    private static string? FlagRate(ArmFigures other, ArmFigures model, TrialLimits limits)
    {
        if (model.Judged < limits.MinimumArticles || other.Judged < limits.MinimumArticles)
        {
            return null;
        }

        var (low, high) = Proportion.Difference(other.Flagged, other.Judged, model.Flagged, model.Judged);
        return low > limits.MaximumFlagRateShift || high < -limits.MaximumFlagRateShift
            ? Say($"it flags {(double)model.Flagged / model.Judged:p1} of its articles, the other model {(double)other.Flagged / other.Judged:p1}; {limits.MaximumFlagRateShift:p1} apart are allowed (Trial:MaximumFlagRateShift)")
            : null;
    }

    private static string? Latency(ArmFigures other, ArmFigures model, TrialLimits limits)
    {
        if (model.Judged < limits.MinimumArticles || other.Judged < limits.MinimumArticles)
        {
            return null;
        }

        var bound = Math.Max(limits.ToleratedLatency.TotalMilliseconds, other.P99Ms * limits.MaximumLatencyRatio);
        // Half a step of the histogram is no difference.
        return model.P99Ms > bound * 1.0001
            ? Say($"its p99 latency is {model.P99Ms:0} ms, the other model's {other.P99Ms:0} ms; {bound:0} ms are allowed (Trial:MaximumLatencyRatio)")
            : null;
    }

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
