using FakeNews.Ingest.Reading;

namespace FakeNews.Silo.Feed;

/// <summary>One thing to tell a client of the feed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">What the client has seen once it has this.</param>
/// <param name="Entry">The article, where there is one.</param>
internal readonly record struct FeedEvent(FeedEventKind Kind, TopicPosition Position, FeedEntry? Entry = null);
