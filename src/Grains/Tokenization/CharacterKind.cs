namespace FakeNews.Grains.Tokenization;

/// <summary>What a code point does to the word it stands in.</summary>
internal enum CharacterKind : byte
{
    /// <summary>Part of a word.</summary>
    Letter,

    /// <summary>Vanishes; its neighbours join.</summary>
    Drop,

    /// <summary>Ends a word.</summary>
    Space,

    /// <summary>A word of its own.</summary>
    Punctuation,

    /// <summary>An ideograph: a word of its own.</summary>
    Ideograph,
}
