using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Trial;

/// <summary>Refuses limits that can't work, with one sentence for each.</summary>
public sealed class TrialLimitsCheck : IValidateOptions<TrialLimits>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TrialLimits options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        foreach (var (key, value) in new[]
        {
            (nameof(options.MaximumFlipRate), options.MaximumFlipRate),
            (nameof(options.MaximumErrorRate), options.MaximumErrorRate),
            (nameof(options.MaximumFlagRateShift), options.MaximumFlagRateShift),
            (nameof(options.ShadowCapacity), options.ShadowCapacity),
        })
        {
            if (value is not (>= 0 and <= 1))
            {
                faults.Add($"Trial:{key} is {value}; set it between 0 and 1.");
            }
        }

        if (options.MaximumLatencyRatio is not >= 1)
        {
            faults.Add($"Trial:MaximumLatencyRatio is {options.MaximumLatencyRatio}; set it to 1 or more.");
        }

        if (options.MinimumArticles < 1 || options.ShadowQueue < 1)
        {
            faults.Add("Trial:MinimumArticles and Trial:ShadowQueue must be at least 1.");
        }

        if (options.Every < TimeSpan.FromMilliseconds(100) || options.RollbackWithin < TimeSpan.Zero || options.ToleratedLatency < TimeSpan.Zero)
        {
            faults.Add("Trial:Every must be at least 00:00:00.1, and Trial:RollbackWithin and Trial:ToleratedLatency can't be negative.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
