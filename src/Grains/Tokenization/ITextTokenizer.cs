namespace FakeNews.Grains.Tokenization;

/// <summary>Turns prepared text into the ids of a model's vocabulary. Thread-safe.</summary>
public interface ITextTokenizer
{
    /// <summary>Number of pieces; ids are below it and fit 16 bits.</summary>
    int VocabularySize { get; }

    /// <summary>The id that stands for a word the vocabulary can't spell.</summary>
    ushort UnknownId { get; }

    /// <summary>
    /// Writes [CLS], the text's pieces and [SEP]. Where the whole does not fit, the pieces are cut and [SEP] ends what is left.
    /// Special tokens spelled out in the text stay ordinary text, so a headline can't forge one.
    /// </summary>
    /// <param name="text">Prepared text, UTF-16; lone surrogates vanish like U+FFFD.</param>
    /// <param name="ids">Receives the ids; its length (at least 2) is the limit.</param>
    /// <returns>Ids written, and ids the whole text has.</returns>
    (int Used, int Total) Encode(ReadOnlySpan<char> text, Span<ushort> ids);
}
