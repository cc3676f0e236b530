using FakeNews.Grains.Sources;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Grains.Tests.Sources;

public sealed class SourceNameTests
{
    [Theory]
    [InlineData(null, "(unknown)")]
    [InlineData("", "(unknown)")]
    [InlineData(" \t\r\n", "(unknown)")]
    [InlineData("\u0000\u001b\u202e", "(unknown)")]
    [InlineData("The  Daily\r\nPost ", "The Daily Post")]
    [InlineData("\u001b[31mred\u202etxt", "[31mredtxt")]
    [InlineData("\ud83dx", "x")]
    [InlineData("Ünïcode 新聞 📰", "Ünïcode 新聞 📰")]
    public void A_name_is_made_fit_to_be_shown(string? source, string expected) => Assert.Equal(expected, SourceName.Normalize(source));

    [Fact]
    public void A_long_name_is_cut_without_splitting_a_character() =>
        Assert.Equal(new string('a', 99), SourceName.Normalize(new string('a', 99) + "📰"));

    [Fact]
    public void Any_text_becomes_a_short_clean_name_that_stays_as_it_is() => Prop.ForAll<string?>(ArbMap.Default.ArbFor<string?>(), source =>
    {
        var name = SourceName.Normalize(source);
        return name.Length is > 0 and <= SourceName.Longest && !name.Any(char.IsControl) && SourceName.Normalize(name) == name;
    }).Check(Config.QuickThrowOnFailure);
}
