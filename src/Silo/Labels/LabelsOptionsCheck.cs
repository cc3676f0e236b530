using FakeNews.Grains.Labels;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Labels;

/// <summary>Refuses settings of labels that can't work, with a sentence each.</summary>
internal sealed class LabelsOptionsCheck : IValidateOptions<LabelsOptions>
{
    public ValidateOptionsResult Validate(string? name, LabelsOptions options)
    {
        List<string> failures = [];
        if (options.LongestNote is < 0 or > LabelFold.LongestNote)
        {
            failures.Add($"Labels:LongestNote must be from 0 to {LabelFold.LongestNote}.");
        }

        if (options.Remembered is < 1 or > 10_000_000)
        {
            failures.Add("Labels:Remembered must be from 1 to 10000000.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
