using System.Diagnostics;
using FakeNews.Grains.Models;
using FakeNews.Grains.Text;

namespace FakeNews.Grains.Tests.Text;

/// <summary>Five megabytes of whatever may drive a rule into a corner take time in proportion to their length.</summary>
public sealed class HostileTextTests
{
    private const int Length = 5_000_000;

    // Takes about a second; generous, for a slow and busy machine. A quadratic rule would need hours.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TextPreparer Preparer = new(new TextRecipe(" ", [.. TextMasks.All.Select(mask => mask.Name)]));

    [Theory]
    [InlineData("<")]
    [InlineData("<a")]
    [InlineData("<a \"='")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("&amp;")]
    [InlineData("&amp")]
    [InlineData("amp;")]
    [InlineData("&#x26;")]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("(@a")]
    [InlineData("@")]
    [InlineData("a.com")]
    [InlineData(".com")]
    [InlineData("http://")]
    [InlineData("Featured image ")]
    [InlineData("read more read ")]
    [InlineData("Watch ")]
    [InlineData("A.")]
    [InlineData("A B/Getty")]
    [InlineData("GETTY")]
    [InlineData("Reuters")]
    [InlineData("Reporting by A")]
    [InlineData(" s")]
    [InlineData("don t ")]
    [InlineData("'")]
    [InlineData("\uD800")]
    [InlineData("\u0000")]
    [InlineData("!")]
    [InlineData("AAAAA")]
    public void Five_megabytes_pass_in_linear_time(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, Length / unit.Length));
        var watch = Stopwatch.StartNew();
        var prepared = Preparer.Prepare(text[..(Length / 10)], text);
        Assert.True(watch.Elapsed < Limit, $"{watch.Elapsed}");
        Assert.True(prepared.Length <= 4 * Length);
    }

    [Fact]
    public void Nested_ampersands_are_decoded_once_over()
    {
        var text = "&" + string.Concat(Enumerable.Repeat("amp;", 1_000_000)) + "lt;";
        Assert.Equal("<", Preparer.Prepare(null, text));
    }
}
