using System.Globalization;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.Tests.Commands;

public sealed class MomentTextTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("90s", "2026-03-01T11:58:30Z")]
    [InlineData("30m", "2026-03-01T11:30:00Z")]
    [InlineData("2h", "2026-03-01T10:00:00Z")]
    [InlineData("7d", "2026-02-22T12:00:00Z")]
    [InlineData("2026-02-01", "2026-02-01T00:00:00Z")]
    [InlineData("2026-02-01T10:30", "2026-02-01T10:30:00Z")]
    [InlineData("2026-02-01T10:30:15+02:00", "2026-02-01T08:30:15Z")]
    public void Reads(string text, string expected)
    {
        Assert.True(MomentText.TryRead(text, _now, out var moment));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), moment);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("2w")]
    [InlineData("-2h")]
    [InlineData("2/1/2026")]
    [InlineData("yesterday")]
    [InlineData("999999999d")]
    [InlineData("2026-13-01")]
    public void Refuses(string text) => Assert.False(MomentText.TryRead(text, _now, out _));
}
