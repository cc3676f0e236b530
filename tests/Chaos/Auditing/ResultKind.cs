namespace FakeNews.Chaos.Auditing;

/// <summary>The topic on which a result lies.</summary>
public enum ResultKind
{
    /// <summary>A verdict: one of the two results an article may have.</summary>
    Verdict,

    /// <summary>A dead letter: the other.</summary>
    DeadLetter,

    /// <summary>The copy of a verdict that a person should see.</summary>
    Flagged,
}
