using FakeNews.Silo.Commands;
using FakeNews.Silo.DeadLetters;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Silo.Tests.DeadLetters;

public sealed class EscapedBytesTests
{
    [Fact]
    public void Text_stays_text_and_all_else_is_told_by_its_number()
    {
        byte[] bytes = [.. "ünï 📰\tx\n"u8, 0xC3, 0x28, 0xFF, 0x1B, .. "\u202e\u2028"u8, 0x00];

        Assert.Equal("ünï 📰\tx\n\\xC3(\\xFF\\u{1B}\\u{202E}\\u{2028}\\u{0}", EscapedBytes.Of(bytes));
    }

    [Fact]
    public void Nothing_that_steers_a_terminal_is_left_of_any_bytes() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        static bytes => EscapedBytes.Of(bytes).EnumerateRunes().All(static rune => rune.Value is '\n' or '\t' || TerminalText.IsPrinted(rune)))
        .QuickCheckThrowOnFailure();
}
