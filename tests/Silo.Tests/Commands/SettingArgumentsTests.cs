using FakeNews.Silo.Commands;

namespace FakeNews.Silo.Tests.Commands;

public sealed class SettingArgumentsTests
{
    [Fact]
    public void Settings_are_taken_out_in_both_spellings_and_the_rest_is_left_in_order()
    {
        var taken = SettingArguments.Take(["serve", "--Kafka:GroupId=a=b", "--urls", "http://x", "--kafka:topics:flagged", "news", "--", "--Kafka:Partitions=1"]);

        Assert.Equal(["serve", "--urls", "http://x", "--", "--Kafka:Partitions=1"], taken.Rest);
        Assert.Equal("a=b", taken.Settings["Kafka:GroupId"]);
        Assert.Equal("news", taken.Settings["Kafka:Topics:Flagged"]);
        Assert.Equal(2, taken.Settings.Count);
    }

    [Theory]
    [InlineData("--Kafka:Client:security.protocol=SSL")]
    [InlineData("--Devices:Cuda:0=1")]
    [InlineData("--Logging:LogLevel:Default=Debug")]
    [InlineData("--Kafka:Topics:Articles=x")]
    [InlineData("--Samples:Replay=false")]
    public void Known(string argument) => Assert.Single(SettingArguments.Take([argument]).Settings);

    [Theory]
    [InlineData("--Kafka:Topics=x")]
    [InlineData("--Kafka:UsesEmbeddedBroker=true")]
    [InlineData("--Kafka:Client=x")]
    [InlineData("--Samples:Rat=1")]
    public void Unknown(string argument) => Assert.Throws<UsageException>(() => SettingArguments.Take([argument]));
}
