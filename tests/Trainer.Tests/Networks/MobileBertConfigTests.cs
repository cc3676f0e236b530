using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Tests.Networks;

public sealed class MobileBertConfigTests
{
    [Theory]
    [InlineData("hidden_act", "\"gelu\"")]
    [InlineData("normalization_type", "\"layer_norm\"")]
    [InlineData("trigram_input", "false")]
    [InlineData("use_bottleneck", "false")]
    [InlineData("use_bottleneck_attention", "true")]
    [InlineData("key_query_shared_bottleneck", "false")]
    [InlineData("classifier_activation", "true")]
    [InlineData("num_attention_heads", "3")]
    [InlineData("num_feedforward_networks", "0")]
    public void A_structure_that_is_not_supported_is_refused_by_name(string key, string value)
    {
        var json = $$"""{"model_type":"mobilebert","classifier_activation":false,"{{key}}":{{value}}}""";

        Assert.Contains(key, Assert.Throws<InvalidDataException>(() => MobileBertConfig.Parse(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_classifier_activation_means_true() =>
        Assert.Contains("classifier_activation", Assert.Throws<InvalidDataException>(() => MobileBertConfig.Parse("{}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_kind_of_model_is_refused() =>
        Assert.Contains("'bert'", Assert.Throws<InvalidDataException>(() => MobileBertConfig.Parse("""{"model_type":"bert"}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_written_is_read_back()
    {
        var config = RandomNetwork.Config() with { ClassifierDropout = 0.1 };

        Assert.Equal(config, MobileBertConfig.Parse(config.ToJson()));
    }
}
