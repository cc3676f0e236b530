using System.Text;
using FakeNews.Grains.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Grains.Tests.Tokenization;

public sealed class BasicTokenizerTests
{
    [Theory]
    [InlineData("Don't!", "don|'|t|!")]
    [InlineData("Crème BRÛLÉE", "creme|brulee")]
    [InlineData("a\u2028b\u00A0c\u200Ad", "a|b|c|d")]
    [InlineData("a\u000Bb\u0085c\u00ADd\u200Be", "abcde")]
    [InlineData("漢字kana", "漢|字|kana")]
    [InlineData("ΑΣ İstanbul", "ασ|istanbul")]
    [InlineData("ﬁ ½", "ﬁ|½")]
    [InlineData("각", "\u1100\u1161\u11A8")]
    [InlineData("\uD83D\uDE00a", "\uD83D\uDE00a")]
    [InlineData("$5+€7", "$|5|+|€7")]
    [InlineData(" \t\r\n ", "")]
    public void Words_are_normalised(string text, string words) => Assert.Equal(words, string.Join('|', Words(text)));

    [Fact]
    public void Every_text_gives_the_words_of_the_plain_algorithm() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Texts(), text => Words(text).SequenceEqual(PlainWords(text))));

    [Fact]
    public void Words_pass_through_again_unchanged() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Texts(), text =>
        {
            var words = Words(text);
            return Words(string.Join(' ', words)).SequenceEqual(words);
        }));

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    [InlineData(5000, true)]
    public void A_long_word_says_so_and_ends_where_it_ends(int length, bool tooLong)
    {
        var words = BasicTokenizer.Words(new string('a', length) + " b");
        Assert.True(words.MoveNext());
        Assert.Equal(tooLong, words.CurrentIsTooLong);
        Assert.True(words.Current.Length <= 2 * BasicTokenizer.LongestWord);
        Assert.True(words.MoveNext());
        Assert.Equal("b", words.Current.ToString());
        Assert.False(words.MoveNext());
        Assert.False(words.MoveNext());
    }

    private static Arbitrary<string> Texts() => Gen.OneOf(
        Gen.Elements("a", "B", "é", "E\u0301", " ", "\n", "-", "漢", "각", "\uD83D\uDE00", "\uD83D", "\u0000", "İ", "Σ", "\u2028", "\uFFFD", "\uE000", "ab cd", "12,5"),
        Gen.Choose(0, 0xFFFF).Select(unit => ((char)unit).ToString()),
        Gen.Choose(0x10000, 0x10FFFF).Select(char.ConvertFromUtf32))
        .ListOf().Select(string.Concat).ToArbitrary();

    private static List<string> Words(string text)
    {
        var list = new List<string>();
        foreach (var word in BasicTokenizer.Words(text))
        {
            list.Add(word.ToString());
        }

        return list;
    }

    // The algorithm without the fast paths.
    private static List<string> PlainWords(string text)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        Span<int> target = stackalloc int[CharacterTable.LongestTarget];
        foreach (var rune in text.EnumerateRunes())
        {
            var kind = CharacterTable.Shared.Kind(rune.Value);
            if (kind >= CharacterKind.Space && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (kind is CharacterKind.Drop or CharacterKind.Space)
            {
                continue;
            }

            var becomes = string.Concat(target[..CharacterTable.Shared.Expand(rune.Value, target)].ToArray().Select(char.ConvertFromUtf32));
            if (kind == CharacterKind.Letter)
            {
                word.Append(becomes);
            }
            else
            {
                words.Add(becomes);
            }
        }

        return word.Length == 0 ? words : [.. words, word.ToString()];
    }
}
