using System.Globalization;
using System.Text;
using FakeNews.Silo.Commands;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Silo.Tests.Commands;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u001b[31mred", "a\uFFFD[31mred")]
    [InlineData("tab\tand\nline", "tab and line")]
    [InlineData("\u202egnp.exe", "\uFFFDgnp.exe")]
    [InlineData("\u009b2J", "\uFFFD2J")]
    [InlineData("Ünïcödé 新聞 📰", "Ünïcödé 新聞 📰")]
    [InlineData(null, "")]
    public void Escapes(string? text, string expected) => Assert.Equal(expected, TerminalText.Of(text));

    [Fact]
    public void A_lone_surrogate_is_replaced() => Assert.Equal("a\uFFFDb", TerminalText.Of("a\uD800b"));

    [Theory]
    [InlineData("12345", 5, "12345")]
    [InlineData("123456", 5, "1234…")]
    public void Shortens(string text, int longest, string expected) => Assert.Equal(expected, TerminalText.Of(text, longest));

    [Fact]
    public void Nothing_that_steers_a_terminal_is_left_of_any_text() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        static text => TerminalText.Of(text).EnumerateRunes().All(static rune =>
            Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)))
        .QuickCheckThrowOnFailure();
}
