using FakeNews.Grains.Batching;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Tests.Batching;

public sealed class BatchPolicyTests
{
    [Theory]
    [InlineData(25, 16)]
    [InlineData(128, 16)]
    [InlineData(129, 1)]
    [InlineData(512, 1)]
    public void On_a_cpu_long_articles_run_alone_and_short_ones_by_sixteen(int tokens, int largest)
    {
        var policy = BatchPolicies.Create(new(), acceleratorPresent: false);

        Assert.Equal(tokens, policy.ShapeOf(tokens));
        Assert.Equal(largest, policy.LargestGroup(tokens));
    }

    [Fact]
    public void On_a_gpu_a_run_holds_sixteen_thousand_tokens()
    {
        var policy = BatchPolicies.Create(new(), acceleratorPresent: true);

        Assert.Equal(32, policy.LargestGroup(512));
        Assert.Equal(512, policy.LargestGroup(25));
    }

    [Theory]
    [InlineData(1, 64, 256)]
    [InlineData(64, 64, 256)]
    [InlineData(65, 128, 128)]
    [InlineData(512, 512, 32)]
    public void Padded_lengths_are_buckets_under_the_budget(int tokens, int shape, int largest)
    {
        var policy = BatchPolicies.Create(new() { Policy = BatchPolicyKind.Padded }, acceleratorPresent: true);

        Assert.Equal(shape, policy.ShapeOf(tokens));
        Assert.Equal(largest, policy.LargestGroup(shape));
    }

    [Theory]
    [InlineData(false, BatchPolicyKind.Exact)]
    [InlineData(true, BatchPolicyKind.Exact)]
    [InlineData(true, BatchPolicyKind.Padded)]
    public void Warm_up_covers_the_longest_article_and_keeps_to_the_limits(bool accelerator, BatchPolicyKind kind)
    {
        var policy = BatchPolicies.Create(new() { Policy = kind }, accelerator);

        var shapes = policy.WarmUpShapes(512);

        Assert.Contains(shapes, shape => shape.Length >= 512);
        Assert.All(shapes, shape => Assert.InRange(shape.Rows, 1, policy.LargestGroup(shape.Length)));
    }

    [Fact]
    public void A_token_budget_below_the_longest_article_is_refused_with_a_sentence()
    {
        var refused = Assert.Throws<OptionsValidationException>(() => BatchPolicies.RequireRoomFor(512, new() { TokenBudget = 256 }, acceleratorPresent: false));

        Assert.Equal("Batching:TokenBudget is 256, but the model reads articles of up to 512 tokens; set it to at least 512.", refused.Message);
        BatchPolicies.RequireRoomFor(512, new() { TokenBudget = 512 }, acceleratorPresent: false);
    }

    [Fact]
    public void Each_senseless_setting_has_its_sentence()
    {
        var result = new BatcherOptionsValidation().Validate(null, new()
        {
            TokenBudget = 0,
            LongestGrouped = -1,
            LargestGroup = 0,
            BucketWidth = 0,
            MaximumWait = TimeSpan.FromHours(1),
            Capacity = 0,
            HeadStart = -TimeSpan.FromSeconds(1),
            MaximumAttempts = 0,
            Policy = (BatchPolicyKind)9,
        });

        Assert.Equal(9, result.Failures!.Count());
        Assert.All(result.Failures!, sentence => Assert.StartsWith("Batching:", sentence, StringComparison.Ordinal));
        Assert.True(new BatcherOptionsValidation().Validate(null, new()).Succeeded);
    }
}
