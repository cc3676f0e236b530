using FakeNews.Ingest.Reading;

namespace FakeNews.Ingest.Tests.Reading;

public sealed class TopicPositionTests
{
    [Theory]
    [InlineData("0:15")]
    [InlineData("0:15,1:-1,12:9223372036854775806")]
    public void A_written_position_is_read_back(string text)
    {
        Assert.True(TopicPosition.TryParse(text, out var position));
        Assert.Equal(text, position.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0:")]
    [InlineData("-1:5")]
    [InlineData("0:-2")]
    [InlineData("0:9223372036854775807")]
    [InlineData("0:1,0:2")]
    [InlineData("0:1,")]
    [InlineData("a:b")]
    [InlineData("0: 1")]
    public void What_is_no_position_is_refused(string? text) => Assert.False(TopicPosition.TryParse(text, out _));

    [Fact]
    public void A_position_covers_what_was_seen()
    {
        var position = TopicPosition.Start.With(1, 5).With(0, 2).With(1, 6);
        Assert.Equal("0:2,1:6", position.ToString());
        Assert.True(position.Covers(1, 6));
        Assert.False(position.Covers(1, 7));
        Assert.False(position.Covers(2, 0));
    }
}
