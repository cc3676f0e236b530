using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Registry;

/// <summary>Refuses settings of the registry that can't work, with one sentence for each.</summary>
public sealed class RegistryOptionsCheck : IValidateOptions<RegistryOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, RegistryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        if (options.Poll < TimeSpan.FromMilliseconds(50))
        {
            faults.Add($"Registry:Poll is {options.Poll}; set it to 00:00:00.05 or more.");
        }

        if (options.PrepareTimeout <= TimeSpan.Zero || options.ActivateTimeout <= TimeSpan.Zero)
        {
            faults.Add("Registry:PrepareTimeout and Registry:ActivateTimeout must be above zero.");
        }

        if (options.LoadNice is < 0 or > 19)
        {
            faults.Add($"Registry:LoadNice is {options.LoadNice}; set it between 0 and 19.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
