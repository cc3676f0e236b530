namespace FakeNews.Grains.Tokenization;

/// <summary>
/// BERT's uncased normaliser and pre-tokeniser, code point by code point as Hugging Face's: control characters vanish, accents and case go,
/// white space ends a word, a punctuation mark or an ideograph is a word of its own.
/// </summary>
public static class BasicTokenizer
{
    /// <summary>Words longer than this many code points (after normalisation) are unknown to WordPiece.</summary>
    public const int LongestWord = 100;

    /// <summary>The normalised words of a text, in order, without allocating. Each word is valid until the next is read.</summary>
    /// <example><c>foreach (var word in BasicTokenizer.Words("Don't!")) { … }</c> gives <c>don</c>, <c>'</c>, <c>t</c>, <c>!</c>.</example>
    public static NormalizedWords Words(ReadOnlySpan<char> text) => new(text);
}
