using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Batching;

/// <summary>Refuses, with one sentence for each, settings that could only hang or starve.</summary>
public sealed class BatcherOptionsValidation : IValidateOptions<BatcherOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BatcherOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        Require(options.TokenBudget is null or >= 2, $"Batching:TokenBudget is {options.TokenBudget}; set it to at least the model's longest article, or leave it out.");
        Require(options.LongestGrouped is null or >= 0, $"Batching:LongestGrouped is {options.LongestGrouped}; set it to 0 (every article runs alone) or more.");
        Require(options.LargestGroup is null or >= 1, $"Batching:LargestGroup is {options.LargestGroup}; set it to 1 or more.");
        Require(options.BucketWidth is >= 1 and <= ushort.MaxValue, $"Batching:BucketWidth is {options.BucketWidth}; set it to 1 or more tokens, such as 64.");
        Require(options.MaximumWait >= TimeSpan.Zero && options.MaximumWait <= TimeSpan.FromMinutes(1), $"Batching:MaximumWait is {options.MaximumWait}; set it between 00:00:00 and 00:01:00.");
        Require(options.HeadStart >= TimeSpan.Zero && options.HeadStart <= TimeSpan.FromHours(1), $"Batching:HeadStart is {options.HeadStart}; set it between 00:00:00 and 01:00:00.");
        Require(options.Capacity >= 1, $"Batching:Capacity is {options.Capacity}; set it to 1 article or more.");
        Require(options.MaximumAttempts is >= 1 and <= 100, $"Batching:MaximumAttempts is {options.MaximumAttempts}; set it between 1 and 100.");
        Require(Enum.IsDefined(options.Policy), $"Batching:Policy is {options.Policy}; use Auto, Exact or Padded.");
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
