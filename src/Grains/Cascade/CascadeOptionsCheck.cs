using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Cascade;

/// <summary>Refuses settings that can't work, with one sentence for each.</summary>
public sealed class CascadeOptionsCheck : IValidateOptions<CascadeOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, CascadeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        if (options.CheckShare is not (>= 0 and <= 100))
        {
            faults.Add($"Cascade:CheckShare is {options.CheckShare}; set it between 0 and 100 percent.");
        }

        if (options.MaximumFlipRate is not (>= 0 and <= 1))
        {
            faults.Add($"Cascade:MaximumFlipRate is {options.MaximumFlipRate}; set it between 0 and 1.");
        }

        if (options.MinimumChecked < 1)
        {
            faults.Add($"Cascade:MinimumChecked is {options.MinimumChecked}; set it to 1 or more.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
