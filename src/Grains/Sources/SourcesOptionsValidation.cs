using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Sources;

/// <summary>Refuses settings without a meaning, with one sentence for each.</summary>
public sealed class SourcesOptionsValidation : IValidateOptions<SourcesOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SourcesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        Require(options.Window >= TimeSpan.FromMinutes(1), $"Sources:Window is {options.Window}; set it to 00:01:00 or more.");
        Require(options.MaximumSources >= 1, $"Sources:MaximumSources is {options.MaximumSources}; set it to 1 or more.");
        Require(options.FlushEvery >= TimeSpan.FromMilliseconds(10), $"Sources:FlushEvery is {options.FlushEvery}; set it to 00:00:00.010 or more.");
        Require(options.Capacity >= 1, $"Sources:Capacity is {options.Capacity}; set it to 1 or more.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Require(bool holds, string sentence)
        {
            if (!holds)
            {
                faults.Add(sentence);
            }
        }
    }
}
