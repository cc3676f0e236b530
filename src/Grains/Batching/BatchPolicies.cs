using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Batching;

/// <summary>Makes the policy that fits a kind of device, with the measured defaults of each.</summary>
public static class BatchPolicies
{
    private const int CpuTokenBudget = 2048;
    private const int CpuLongestGrouped = 128;
    private const int CpuLargestGroup = 16;
    private const int GpuTokenBudget = 16_384;
    private const int GpuLargestGroup = 512;

    /// <summary>The policy for a silo's devices.</summary>
    /// <param name="options">Validated options.</param>
    /// <param name="acceleratorPresent">True where runs go to a GPU.</param>
    public static IBatchPolicy Create(BatcherOptions options, bool acceleratorPresent)
    {
        ArgumentNullException.ThrowIfNull(options);
        var budget = TokenBudget(options, acceleratorPresent);
        return options.Policy switch
        {
            BatchPolicyKind.Padded => new PaddedTokenBudgetPolicy(options.BucketWidth, budget),
            BatchPolicyKind.Auto or BatchPolicyKind.Exact or _ => new ExactLengthPolicy(
                options.LongestGrouped ?? (acceleratorPresent ? int.MaxValue : CpuLongestGrouped),
                options.LargestGroup ?? (acceleratorPresent ? GpuLargestGroup : CpuLargestGroup),
                budget),
        };
    }

    /// <summary>Refuses a token budget that a model's longest article does not fit in.</summary>
    /// <exception cref="OptionsValidationException">It does not fit; the message says what to set.</exception>
    public static void RequireRoomFor(int maximumTokens, BatcherOptions options, bool acceleratorPresent)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (TokenBudget(options, acceleratorPresent) is var budget && budget < maximumTokens)
        {
            throw new OptionsValidationException(BatcherOptions.Section, typeof(BatcherOptions), [
                $"Batching:TokenBudget is {budget}, but the model reads articles of up to {maximumTokens} tokens; set it to at least {maximumTokens}."]);
        }
    }

    private static int TokenBudget(BatcherOptions options, bool acceleratorPresent) =>
        options.TokenBudget ?? (acceleratorPresent ? GpuTokenBudget : CpuTokenBudget);
}
