namespace FakeNews.Chaos.Auditing;

/// <summary>What a record on the articles topic must become.</summary>
public enum InputKind
{
    /// <summary>One verdict or one dead letter, whichever; nothing is known of the record.</summary>
    Any,

    /// <summary>One verdict.</summary>
    Article,

    /// <summary>One dead letter, because judging it always fails.</summary>
    Poison,
}
