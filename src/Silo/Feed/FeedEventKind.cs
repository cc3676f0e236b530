namespace FakeNews.Silo.Feed;

/// <summary>What a client of the feed is told.</summary>
internal enum FeedEventKind
{
    /// <summary>Where the stream begins; the first thing a client hears.</summary>
    Open,

    /// <summary>A flagged article.</summary>
    Flagged,

    /// <summary>The topic is another one than the client saw (made anew): positions it remembers mean nothing any more.</summary>
    Reset,

    /// <summary>Kafka has already deleted articles that the client did not see.</summary>
    Gap,

    /// <summary>Nothing new for a while; keeps the connection open.</summary>
    Idle,
}
