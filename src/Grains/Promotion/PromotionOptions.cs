namespace FakeNews.Grains.Promotion;

/// <summary>Configuration section <c>Promotion</c>: how a candidate goes from shadow over canary to active by itself. Validated at start.</summary>
public sealed class PromotionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Promotion";

    /// <summary>
    /// Whether a candidate that passed the trainer's gate becomes active by itself; <c>--auto-promote</c> sets it. Default false: a person decides, except for a
    /// candidate that an owner prepared to be promoted by itself.
    /// </summary>
    public bool Auto { get; set; }

    /// <summary>Percent of the articles that the candidate judges in the shadow, above 0 to 100; <c>Trial:ShadowCapacity</c> bounds it further. Default 100.</summary>
    public double ShadowPercent { get; set; } = 100;

    /// <summary>How long it is in the shadow at least. Default 1 hour.</summary>
    public TimeSpan ShadowFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Articles compared in the shadow at least, and never fewer than <c>Trial:MinimumArticles</c>. Default 1000.</summary>
    public int ShadowArticles { get; set; } = 1000;

    /// <summary>Percent of the articles that the canary judges, above 0 to 100. Default 5.</summary>
    public double CanaryPercent { get; set; } = 5;

    /// <summary>How long it is the canary at least. Default 1 hour.</summary>
    public TimeSpan CanaryFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Articles judged by the canary at least, and never fewer than <c>Trial:MinimumArticles</c>. Default 500.</summary>
    public int CanaryArticles { get; set; } = 500;
}
