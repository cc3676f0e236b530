namespace FakeNews.Grains.Text.Masks;

/// <summary>How far a piece of page furniture goes beyond its phrase.</summary>
internal enum Reach
{
    /// <summary>The phrase alone, with a colon behind it.</summary>
    Phrase,

    /// <summary>Only before a colon: the word alone is prose.</summary>
    PhraseWithColon,

    /// <summary>A name after it: capitalised words.</summary>
    Name,

    /// <summary>A name after it, only after a colon.</summary>
    NameAfterColon,

    /// <summary>Everything up to white space: a link.</summary>
    Link,

    /// <summary>The rest of the sentence or line, bounded.</summary>
    Sentence,

    /// <summary>A sentence that begins with the phrase and points to something on the page: <c>Watch the interview below:</c>.</summary>
    Invitation,
}
