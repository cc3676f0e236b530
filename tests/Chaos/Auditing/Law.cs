namespace FakeNews.Chaos.Auditing;

/// <summary>What must hold whatever dies.</summary>
public enum Law
{
    /// <summary>An accepted article that the group has passed has no result.</summary>
    Lost,

    /// <summary>An article has more results than it was told to have.</summary>
    Doubled,

    /// <summary>A result answers no accepted article, or names another id.</summary>
    NeverProduced,

    /// <summary>A verdict of a model that was not active between the article's arrival and the verdict's commit.</summary>
    Stale,

    /// <summary>Two results of one key lie in another order than their articles.</summary>
    OrderBroken,

    /// <summary>The group's offset was committed beyond an article without a result.</summary>
    CommittedAhead,

    /// <summary>Accepted articles beyond the group's last committed offset.</summary>
    LagLeft,

    /// <summary>Label or probability differ from those of <c>fakenews classify</c>.</summary>
    WrongVerdict,

    /// <summary>A flagged verdict without its copy, a copy without its verdict, or two copies.</summary>
    WrongFlagging,

    /// <summary>An ordinary article became a dead letter, or poison a verdict.</summary>
    WrongKind,

    /// <summary>The broker acknowledged an article that is not where it said: then nothing else could hold.</summary>
    BrokerLost,
}
