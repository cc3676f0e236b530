using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Drift;

/// <summary>Refuses settings that can't work, with one sentence for each.</summary>
public sealed class DriftOptionsCheck : IValidateOptions<DriftOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DriftOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        if (options.Window is < 50 or > 100_000)
        {
            faults.Add($"Drift:Window is {options.Window}; set it between 50 and 100000.");
        }

        if (options.Step < 1 || options.Step > options.Window)
        {
            faults.Add($"Drift:Step is {options.Step}; set it between 1 and Drift:Window.");
        }

        if (options.LearnFrom < options.Window)
        {
            faults.Add($"Drift:LearnFrom is {options.LearnFrom}; set it to Drift:Window or more.");
        }

        if (options.FalseAlarms is not (> 0 and < 1))
        {
            faults.Add($"Drift:FalseAlarms is {options.FalseAlarms}; set it between 0 and 1.");
        }

        if (options.Horizon < options.Step)
        {
            faults.Add($"Drift:Horizon is {options.Horizon}; set it to Drift:Step or more.");
        }

        if (options.MinimumPsi is not (>= 0 and < 100))
        {
            faults.Add($"Drift:MinimumPsi is {options.MinimumPsi}; set it to 0 or more.");
        }

        if (options.NamedSources is < 1 or > 100)
        {
            faults.Add($"Drift:NamedSources is {options.NamedSources}; set it between 1 and 100.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
