namespace FakeNews.Grains.Tokenization;

/// <summary>What becomes of <c>[SEP]</c>, <c>[CLS]</c>, <c>[PAD]</c>, <c>[UNK]</c>, <c>[MASK]</c> written out in a text.</summary>
public enum SpelledSpecialTokens
{
    /// <summary>Ordinary text: a bracket, a word, a bracket. What is served, so that a headline can't forge a special token.</summary>
    Ordinary,

    /// <summary>The special token itself, as Hugging Face has it. For comparing with Hugging Face only.</summary>
    Special,
}
