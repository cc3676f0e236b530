using FakeNews.Grains.Text;

namespace FakeNews.Grains.Tests.Text;

public sealed class MarkupTests
{
    [Theory]
    [InlineData("<p>One.</p><p>Two &amp; three.</p>", "\nOne.\n\nTwo & three.\n")]
    [InlineData("An <b>old</b> <a href=\"x\">harbour</a>", "An old harbour")]
    [InlineData("One<br/>two", "One\ntwo")]
    [InlineData("&ldquo;We&rsquo;ll see&rdquo; &#8211; she", "\u201CWe\u2019ll see\u201D \u2013 she")]
    [InlineData("&amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt;", "bold")]
    [InlineData("A<script>alert('x < y')</script>B", "A\nB")]
    [InlineData("A<style>p{}</style >B", "A\nB")]
    [InlineData("A<!-- a > b -->B", "A\nB")]
    [InlineData("<img src=x onerror=alert(1)>Mayor", "\nMayor")]
    public void Mark_up_goes(string text, string stripped) => Assert.Equal(stripped, Markup.Strip(text));

    [Theory]
    [InlineData("2 < 3 and 4 > 1")]
    [InlineData("AT&T; R&D & more")]
    [InlineData("a <3 b")]
    [InlineData("x <b y")]
    [InlineData("never <!-- closed")]
    [InlineData("&nosuchthing;")]
    public void What_is_no_mark_up_stays(string text) => Assert.Equal(text, Markup.Strip(text));

    [Fact]
    public void A_script_never_closed_leaves_its_content() => Assert.Equal("A\nrest", Markup.Strip("A<script>rest"));
}
