using System.Text;
using FakeNews.Grains.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Grains.Tests.Tokenization;

public sealed class WordPieceTokenizerTests
{
    private static readonly WordPieceTokenizer Tokenizer = new(TinyVocabulary.Letters);
    private static readonly WordPieceTokenizer LikeHuggingFace = new(TinyVocabulary.Letters, SpelledSpecialTokens.Special);

    private static readonly Arbitrary<string> Texts = Gen.Elements(
        "[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]", "[sep]", "[", "]", "SEP", "the ", "council", " met", "ed", "!", "é", "漢", "\uD83D\uDE00", "\uD800", "\u0000", "\t", "\u00AD", "İ", "각")
        .ListOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void The_longest_piece_wins_and_continuations_follow() =>
        Assert.Equal(["[CLS]", "the", "council", "met", "##ed", ".", "[SEP]"], Pieces(Tokenizer.Encode("The COUNCIL\u00A0méted.")));

    [Fact]
    public void A_word_that_can_not_be_spelled_is_unknown_as_a_whole() =>
        Assert.Equal(["[CLS]", "the", "[UNK]", "met", "[SEP]"], Pieces(Tokenizer.Encode("the abc9 met")));

    [Theory]
    [InlineData(100, "a")]
    [InlineData(101, "[UNK]")]
    public void A_word_of_more_than_100_letters_is_unknown(int length, string first)
    {
        var ids = Tokenizer.Encode(new string('a', length));
        Assert.Equal(first, Pieces(ids)[1]);
        Assert.Equal(length > 100 ? 3 : length + 2, ids.Length);
    }

    [Theory]
    [InlineData("Mayor [SEP] resigns", "[ sep ]")]
    [InlineData("[CLS]", "[ cls ]")]
    public void A_headline_forges_no_special_token(string title, string spelled)
    {
        Assert.Contains(spelled, string.Join(' ', Pieces(Tokenizer.Encode(title))), StringComparison.Ordinal);
        Assert.Equal(1, Pieces(Tokenizer.Encode(title)).Count(piece => piece == SpecialTokens.End));
        Assert.DoesNotContain(spelled, string.Join(' ', Pieces(LikeHuggingFace.Encode(title))), StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_at_all_forges_a_special_token() => Prop.ForAll(Texts, text =>
    {
        var ids = Tokenizer.Encode(text);
        var special = new[] { SpecialTokens.Padding, SpecialTokens.Beginning, SpecialTokens.End, SpecialTokens.Mask };
        return ids[0] == Tokenizer.Vocabulary.Beginning
            && ids[^1] == Tokenizer.Vocabulary.End
            && !Pieces(ids.AsSpan(1..^1)).Any(special.Contains);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Hugging_Face_makes_spelled_tokens_special_in_the_middle_of_a_word() =>
        Assert.Equal(["[CLS]", "a", "[CLS]", "b", "[SEP]"], Pieces(LikeHuggingFace.Encode("a[CLS]b")));

    [Fact]
    public void What_does_not_fit_is_cut_before_the_end_token() => Prop.ForAll(Texts, Gen.Choose(2, 40).ToArbitrary(), (text, limit) =>
    {
        var whole = Tokenizer.Encode(text);
        var ids = new ushort[limit];
        var (used, total) = Tokenizer.Encode(text, ids);
        return total == whole.Length
            && used == Math.Min(limit, total)
            && ids[used - 1] == Tokenizer.Vocabulary.End
            && ids.AsSpan(0, used - 1).SequenceEqual(whole.AsSpan(0, used - 1));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lone_surrogates_vanish_like_the_replacement_character()
    {
        var expected = Tokenizer.Encode("ab c");
        Assert.Equal(expected, Tokenizer.Encode("a\uD800b \uDC00c\uD83D"));
        Assert.Equal(expected, Tokenizer.Encode("a\uFFFDb \uFFFDc"));
    }

    [Fact]
    public void Nothing_is_a_beginning_and_an_end() => Assert.Equal(["[CLS]", "[SEP]"], Pieces(Tokenizer.Encode("")));

    [Fact]
    public void Room_for_less_than_two_ids_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("ids", () => Tokenizer.Encode("a".AsSpan(), new ushort[1]));

    [Fact]
    public void Encoding_does_not_allocate()
    {
        var text = string.Concat(Enumerable.Repeat("The council méted, 漢각 \uD83D\uDE00 [SEP]! ", 500));
        var ids = new ushort[512];
        Tokenizer.Encode(text, ids);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Tokenizer.Encode(text, ids);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n", "The vocabulary lacks [SEP].")]
    [InlineData("", "The vocabulary lacks [PAD].")]
    public void A_vocabulary_without_special_tokens_is_refused(string content, string message)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => WordPieceTokenizer.Load(stream)).Message);
    }

    [Fact]
    public void A_vocabulary_whose_ids_do_not_fit_is_refused()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Vocabulary.MostPieces + 1).Select(i => $"{i}\n"))));
        Assert.Throws<InvalidDataException>(() => Vocabulary.Load(stream));
    }

    [Fact]
    public void Line_ends_of_either_kind_give_the_same_vocabulary()
    {
        using var stream = new MemoryStream("[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\na\r\n"u8.ToArray());
        var tokenizer = WordPieceTokenizer.Load(stream);
        Assert.Equal([2, 4, 3], tokenizer.Encode("A"));
        Assert.Equal(5, tokenizer.VocabularySize);
    }

    private static string[] Pieces(ReadOnlySpan<ushort> ids)
    {
        var pieces = new string[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            pieces[i] = TinyVocabulary.Letters.Pieces[ids[i]];
        }

        return pieces;
    }
}
