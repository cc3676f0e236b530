using FakeNews.Ingest.Reading;

namespace FakeNews.Silo.Feed;

/// <summary>A page of flagged articles.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">The cursor of the page below; null where there is none.</param>
/// <param name="Seen">On the newest page: where the feed goes on after it.</param>
internal sealed record FlaggedPage(IReadOnlyList<FeedEntry> Entries, TopicPosition? Next, TopicPosition? Seen);
