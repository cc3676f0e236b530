namespace FakeNews.Silo.Feed;

/// <summary>The live feed of flagged articles.</summary>
internal sealed class FeedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Feed";

    /// <summary>Flagged articles kept in memory for clients that join or fall behind; older ones are read from Kafka. 1 to 1,000,000.</summary>
    public int Remembered { get; set; } = 2_000;

    /// <summary>Clients served at a time; one more is answered 503. 1 to 100,000.</summary>
    public int MaximumClients { get; set; } = 1_000;

    /// <summary>A comment is sent after this long without an article, so that proxies keep the connection. 1 second to 5 minutes.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>What a client waits before it connects again. 100 milliseconds to 5 minutes.</summary>
    public TimeSpan Retry { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Most articles on a page of <c>/api/v1/flagged</c>. 1 to 1,000.</summary>
    public int MaximumPage { get; set; } = 200;

    /// <summary>Clients that read from Kafka at a time (each has a consumer of its own meanwhile). 1 to 64.</summary>
    public int CatchUpReaders { get; set; } = 4;
}
