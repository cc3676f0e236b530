using FakeNews.Ingest.Delivery;

namespace FakeNews.Ingest.Consuming;

/// <summary>A record whose result is there; null where judging was given up, which happens only to sessions that have ended.</summary>
internal readonly record struct Completion(TrackedRecord Tracked, ArticleResult? Result);
