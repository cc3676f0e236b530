using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Promotion;

/// <summary>Refuses settings of the promotion that can't work, with one sentence for each.</summary>
public sealed class PromotionOptionsCheck : IValidateOptions<PromotionOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PromotionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        foreach (var (key, percent) in new[] { (nameof(options.ShadowPercent), options.ShadowPercent), (nameof(options.CanaryPercent), options.CanaryPercent) })
        {
            if (percent is not (> 0 and <= 100))
            {
                faults.Add($"Promotion:{key} is {percent}; set it above 0 and to at most 100.");
            }
        }

        if (options.ShadowFor < TimeSpan.Zero || options.CanaryFor < TimeSpan.Zero)
        {
            faults.Add("Promotion:ShadowFor and Promotion:CanaryFor can't be negative.");
        }

        if (options.ShadowArticles < 0 || options.CanaryArticles < 0)
        {
            faults.Add("Promotion:ShadowArticles and Promotion:CanaryArticles must be 0 or more.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
